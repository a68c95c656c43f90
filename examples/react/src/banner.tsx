// Asks for consent until there is an answer, or whenever the visitor wants to change it.
import { useState } from 'react';
import { type Answer, decide, readAnswer } from './consent.ts';

export function Banner() {
  const [isAsking, setAsking] = useState(!readAnswer());

  const answer = (given: Answer) => {
    decide(given);
    setAsking(false);
  };

  if (!isAsking) {
    return (
      <footer>
        <button type="button" onClick={() => setAsking(true)}>
          Cookie settings
        </button>
      </footer>
    );
  }
  return (
    <aside aria-label="Consent">
      <p>May we record your way through this shop, to make it better?</p>
      <button type="button" data-consent="yes" onClick={() => answer('yes')}>
        Yes
      </button>{' '}
      <button type="button" data-consent="no" onClick={() => answer('no')}>
        No
      </button>
    </aside>
  );
}

// When the picture is asked for: one question at a time, and never so often that the collector does nothing else.

const refreshMs = 700;
// A large shop's picture takes seconds: the collector rests four times as long as it worked.
const restFactor = 4;

/**
 * @param query of the address, at the moment of asking
 * @param onAnswer called with a picture that is still wanted
 * @param onFailure called when there was no answer
 * @returns `refresh` asks at once, `refreshSoon` gathers what arrives meanwhile
 */
export const createAsker = ({ query, onAnswer, onFailure }) => {
  let timer;
  let isAsking = false;
  let isAskedAgain = false;
  let workedMs = 0;

  const refreshSoon = () => {
    timer ??= setTimeout(refresh, Math.max(refreshMs, workedMs * restFactor));
  };

  const refresh = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (isAsking) {
      isAskedAgain = true;
      return;
    }
    isAsking = true;
    isAskedAgain = false;
    const asked = query();
    const askedAt = performance.now();
    document.body.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(`/journey/data${asked}`);
      if (!response.ok) throw new Error(`status ${response.status}`);
      const answer = await response.json();
      // When something else was chosen meanwhile, its answer is on the way.
      if (asked === query()) onAnswer(answer);
    } catch {
      onFailure();
    } finally {
      isAsking = false;
      workedMs = performance.now() - askedAt;
      document.body.setAttribute('aria-busy', 'false');
      if (asked !== query()) refresh();
      else if (isAskedAgain) refreshSoon();
    }
  };

  return { refresh, refreshSoon };
};

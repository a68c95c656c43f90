// The thank-you page.
import type { Metadata } from 'next';
import { Receipt } from './receipt.tsx';

export const metadata: Metadata = { title: 'Thank you' };

export default function ThanksPage() {
  return (
    <>
      <h1>Thank you</h1>
      <Receipt />
    </>
  );
}

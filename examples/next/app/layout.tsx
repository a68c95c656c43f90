// The frame of every page: navigation, and the one client component that starts the tracker.
import type { Metadata } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Tracking } from './tracking.tsx';
import './style.css';

export const metadata: Metadata = { title: { template: '%s – Feldweg', default: 'Feldweg' }, icons: 'data:,' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <nav>
          <Link href="/">Shop</Link> <Link href="/cart">Cart</Link>
        </nav>
        <main>{children}</main>
        <Tracking />
      </body>
    </html>
  );
}

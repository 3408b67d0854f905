import type { ReactNode } from 'react';

/** A page with little on it: signing in, empty, failed, not found. */
export function Page({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="page">
      <p className="wordmark" aria-hidden="true">
        <span className="glyph-mark">[</span> Travaux <span className="glyph-mark">]</span>
      </p>
      <h1>{title}</h1>
      {children}
    </main>
  );
}

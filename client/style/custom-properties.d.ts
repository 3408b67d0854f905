import 'react';

declare module 'react' {
  interface CSSProperties {
    /** What a component tells its style sheet. */
    readonly [property: `--${string}`]: number;
  }
}

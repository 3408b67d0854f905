import type { ReactNode } from 'react';

/** Something said to the person that stays until they put it away. */
export function Notice({
  tone,
  children,
  onDismiss,
}: {
  readonly tone: 'plain' | 'refused';
  readonly children: ReactNode;
  readonly onDismiss?: () => void;
}) {
  return (
    <div className={`notice ${tone}`} role={tone === 'refused' ? 'alert' : 'status'}>
      <div>
        {tone === 'refused' && <strong>Not done. </strong>}
        {children}
      </div>
      {onDismiss !== undefined && (
        <button type="button" className="quiet" onClick={onDismiss}>
          Dismiss
        </button>
      )}
    </div>
  );
}

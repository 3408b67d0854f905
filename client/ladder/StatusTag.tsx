import type { ClauseStatus } from '../../shared/projection/status.ts';

/** How far a clause is agreed, behind its words. The words of the tag say it; the colour only helps the eye. */
export function StatusTag({ status }: { readonly status: ClauseStatus }) {
  const { rung, steps, entry } = status;
  return (
    <>
      {' '}
      <span className="status-tag" data-rung-colour={rung.colour} title={`${steps.join(', then ')} · record ${entry}`}>
        {rung.tag}
      </span>
    </>
  );
}

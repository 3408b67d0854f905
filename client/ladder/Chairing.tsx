import { LensDialog } from '../lens/LensDialog.tsx';
import { MeetingDialog } from '../meetings/MeetingDialog.tsx';
import { AgreeSheet } from './AgreeSheet.tsx';
import { LadderDialog } from './LadderDialog.tsx';
import type { Chairing as Seen } from './useChairing.ts';

/** The sheet or dialog of meetings, of the ladder or of the lens that is open, if one is. */
export function Chairing({ chairing, onDone }: { readonly chairing: Seen; readonly onDone: (done: boolean) => void }) {
  const { agreeing, setAgreeing, sitting, setSitting } = chairing;
  return (
    <>
      {agreeing !== null && (
        <AgreeSheet
          key={`${agreeing.act}${agreeing.clauses.join()}`}
          agreeing={agreeing}
          onClose={(done) => {
            setAgreeing(null);
            onDone(done);
          }}
        />
      )}
      {sitting === 'meeting' && <MeetingDialog onClose={() => setSitting(null)} onLadder={() => setSitting('ladder')} />}
      {sitting === 'lens' && <LensDialog onClose={() => setSitting(null)} />}
      {sitting === 'ladder' && <LadderDialog onClose={() => setSitting(null)} />}
    </>
  );
}

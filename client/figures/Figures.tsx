import type { DraftId, ProposalId } from '../../shared/base/ids.ts';
import { NumbersDialog } from '../numbers/NumbersDialog.tsx';
import { RegisterDialog } from '../register/RegisterDialog.tsx';
import type { Workspace } from '../screens/useWorkspace.ts';
import { BurnDownDialog } from './BurnDownDialog.tsx';
import { MatrixDialog } from './MatrixDialog.tsx';
import { PartnersDialog } from './PartnersDialog.tsx';

/** What tells of the whole draft at once, over the page; one at a time. */
export function Figures({ draft, workspace }: { readonly draft: DraftId; readonly workspace: Workspace }) {
  const { figure, setFigure, goToClause, desk } = workspace;
  const onClose = (): void => setFigure(null);
  const onGo = (proposal: ProposalId): void => {
    setFigure(null);
    desk.choose(proposal);
  };
  switch (figure) {
    case 'matrix':
      return <MatrixDialog draft={draft} onGo={onGo} onClose={onClose} />;
    case 'burn-down':
      return <BurnDownDialog draft={draft} onClose={onClose} />;
    case 'partners':
      return <PartnersDialog onGo={onGo} onClose={onClose} />;
    case 'register':
      return (
        <RegisterDialog
          draft={draft}
          onGo={(clause) => {
            setFigure(null);
            goToClause(clause);
          }}
          onClose={onClose}
        />
      );
    case 'numbers':
      return (
        <NumbersDialog
          draft={draft}
          onGo={(clause) => {
            setFigure(null);
            goToClause(clause);
          }}
          onClose={onClose}
        />
      );
    case null:
      return null;
  }
}

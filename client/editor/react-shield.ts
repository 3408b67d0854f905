/**
 * Keeps React from reading where the selection is in the text. Before each of its commits it does so wherever the focus is in an element
 * whose `contentEditable` is "true", by a walk over all that stands before it (react-dom 19.3, `getSelectionInformation`): 15 ms at 2,000
 * clauses, with each change of anything on the page. It would put the selection back where the commit had taken the focus away; the editor
 * keeps its own, so nothing is lost. The browser and ProseMirror go by the attribute, which stays.
 */
export function shieldFromReact(editor: HTMLElement): void {
  Object.defineProperty(editor, 'contentEditable', { configurable: true, get: () => 'inherit' });
}

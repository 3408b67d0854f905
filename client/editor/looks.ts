import { toggleMark } from '@tiptap/pm/commands';
import type { Command } from '@tiptap/pm/state';

/** Makes the selected words bold or italic, or no longer. */
export function toggleStyle(name: 'bold' | 'italic'): Command {
  return (state, dispatch) => {
    const type = state.schema.marks[name];
    return type !== undefined && toggleMark(type)(state, dispatch);
  };
}

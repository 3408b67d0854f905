import { must } from '../../shared/base/assert.ts';
import { proposalId, type ClauseId, type ParticipantId, type ProposalId } from '../../shared/base/ids.ts';
import { standing } from '../../shared/proposals/standing.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { attributesOf } from '../../shared/text/marks.ts';
import type { Clause } from '../../shared/text/clause.ts';
import * as Y from 'yjs';
import { readText, textOf } from '../../shared/text/reading.ts';
import { elementOf } from '../../shared/text/writing.ts';
import type { Client } from '../server/harness.ts';
import type { House } from './house.ts';

/** A drafter at work in the text, over a socket: brackets from the floor, and a pen. */
export class Drafter {
  private readonly house: House;
  private readonly seat: string;
  private client: Client;

  private constructor(house: House, seat: string, client: Client) {
    this.house = house;
    this.seat = seat;
    this.client = client;
  }

  static async sit(house: House, seat: string): Promise<Drafter> {
    return new Drafter(house, seat, await house.desk(seat));
  }

  /** A text of new words in brackets behind the first words of a clause. Gives its id. */
  async opens(clause: ClauseId, words: string): Promise<ProposalId> {
    const id = this.newId();
    const node = this.node(clause);
    await this.write(() => node.insert(firstSpace(node), words, marks(node, { insertions: [id], deletions: [] })));
    return id;
  }

  /** Two reservations on words of one clause, each of which begins within the other or ends there: they cross. */
  async crosses(clause: Clause): Promise<readonly [ProposalId, ProposalId] | null> {
    const place = this.plainWords(clause, 4);
    if (place === null) return null;
    const { at, words } = place;
    const [a, b, c, d] = words as [string, string, string, string];
    const [first, second] = [this.newId(), this.newId()];
    const node = this.node(clause.id);
    const from = at + a.length + 1;
    await this.write(() => {
      this.client.doc.transact(() => {
        node.format(at, a.length + 1 + b.length + 1 + c.length, attributesOf({ insertions: [], deletions: [first] }));
        node.format(from, b.length + 1 + c.length + 1 + d.length, attributesOf({ insertions: [], deletions: [second] }));
      });
    });
    return [first, second];
  }

  /** Says for whom a bracket was opened. */
  async attributes(proposal: ProposalId, proposer: ParticipantId, onBehalfOf: ParticipantId | null = null): Promise<void> {
    await this.house.give(this.seat, { type: 'attribute', proposal, proposer, onBehalfOf });
  }

  /** Types words of nobody's at the end of a clause. */
  async types(clause: ClauseId, words: string): Promise<void> {
    const node = this.node(clause);
    await this.write(() => node.insert(node.length, words, marks(node, { insertions: [], deletions: [] })));
  }

  /** Sets the first words of a clause in bold, and says another number. */
  async recasts(clause: ClauseId, label: string): Promise<void> {
    const node = this.node(clause);
    await this.write(() => {
      this.client.doc.transact(() => {
        node.format(0, firstSpace(node), { bold: {} });
        if (node.parent instanceof Y.XmlElement) node.parent.setAttribute('label', label);
      });
    });
  }

  /** Puts a clause before all others, as it is. */
  async moves(clause: ClauseId): Promise<void> {
    const at = readText(this.client.doc).findIndex(({ id }) => id === clause);
    const moved = must(readText(this.client.doc)[at], 'the clause');
    await this.write(() => {
      this.client.doc.transact(() => {
        textOf(this.client.doc).delete(at, 1);
        textOf(this.client.doc).insert(0, [elementOf(moved)]);
      });
    });
  }

  /** Types words in the place of others, which stand there plainly. */
  async replaces(clause: ClauseId, words: string, others: string): Promise<void> {
    const node = this.node(clause);
    const at = (node.toDelta() as { insert: string }[])
      .map(({ insert }) => insert)
      .join('')
      .indexOf(words);
    await this.write(() => {
      this.client.doc.transact(() => {
        node.delete(at, words.length);
        node.insert(at, others, marks(node, { insertions: [], deletions: [] }));
      });
    });
  }

  /** Takes every character of a proposal out of the text. */
  async strikes(clause: ClauseId, proposal: ProposalId): Promise<void> {
    const node = this.node(clause);
    await this.write(() => {
      let at = 0;
      for (const { insert, attributes = {} } of node.toDelta() as { insert: string; attributes?: object }[]) {
        if (JSON.stringify(attributes).includes(proposal)) node.delete(at, insert.length);
        else at += insert.length;
      }
    });
  }

  /** Types words into a bracket that has lost its own. */
  async refills(clause: ClauseId, proposal: ProposalId, words: string): Promise<void> {
    const node = this.node(clause);
    await this.write(() => node.insert(firstSpace(node), words, marks(node, { insertions: [proposal], deletions: [] })));
  }

  /** Some words in a row that no proposal touches, in a clause; null where there are not so many. */
  plainWords(clause: Clause, count: number): { readonly at: number; readonly words: readonly string[] } | null {
    const outcomeOf = outcomesOf(this.house.view.state);
    let at = 0;
    for (const run of clause.runs) {
      const words = run.text.trim().split(' ');
      const isPlain = run.insertions.length + run.deletions.length === 0 && standing(run, outcomeOf) === 'settled';
      const start = at + run.text.length - run.text.trimStart().length;
      if (isPlain && words.length > count && !run.text.includes('  ')) return { at: start, words: words.slice(0, count) };
      at += run.text.length;
    }
    return null;
  }

  private node(clause: ClauseId): Y.XmlText {
    for (const element of textOf(this.client.doc).toArray()) {
      if (!(element instanceof Y.XmlElement) || element.getAttribute('id') !== clause) continue;
      const node = element.toArray().find((child) => child instanceof Y.XmlText);
      if (node !== undefined) return node;
    }
    throw new Error(`no clause ${clause} in the text of ${this.seat}`);
  }

  /** Writes, and waits until everybody has it. */
  private async write(change: () => void): Promise<void> {
    const { client, house } = this;
    const before = client.acknowledged;
    change();
    await client.until(() => client.acknowledged > before, 'the acknowledgement');
    await house.view.catchUp();
    await client.until(() => client.entries.length >= house.view.entries.length, 'the entries');
  }

  private newId(): ProposalId {
    this.house.brackets += 1;
    return proposalId(`floor-${this.house.brackets}`);
  }
}

function firstSpace(node: Y.XmlText): number {
  const words = (node.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('');
  return Math.max(words.indexOf(' '), 0);
}

/** The attributes of new words, and none of those at their place. */
function marks(node: Y.XmlText, run: Parameters<typeof attributesOf>[0]): Record<string, unknown> {
  const around = (node.toDelta() as { attributes?: Record<string, unknown> }[]).flatMap(({ attributes = {} }) =>
    Object.keys(attributes),
  );
  return { ...Object.fromEntries(around.map((key) => [key, null])), ...attributesOf(run) };
}

/** The clauses whose words some proposal would change. */
export function clauseOf(house: House, proposal: ProposalId): Clause {
  const holds = (clause: Clause): boolean =>
    clause.runs.some((run) => run.insertions.includes(proposal) || run.deletions.includes(proposal));
  return must(house.view.clauses().find(holds), `the clause of ${proposal}`);
}

import * as Y from 'yjs';

/** Characters of a clause: 20,000 of them are the 10 MB of the bench. */
const CLAUSE_LENGTH = 512;

const WORDS =
  'the Commission shall report annually to the Conference of the Parties on measures taken in good faith with regard to equitable use of shared waters and on needs of developing States as well as means of implementation'.split(
    ' ',
  );

/** The words of clause `index`: plain, without anything that an import would read as number, bracket or attribution. */
function wordsOf(index: number): string {
  let text = '';
  for (let at = index * 7; text.length < CLAUSE_LENGTH; at += 1 + (at % 5)) text += `${WORDS[at % WORDS.length]} `;
  const words = text.slice(0, CLAUSE_LENGTH - 1).trimEnd();
  return `${words[0]?.toUpperCase()}${words.slice(1).padEnd(CLAUSE_LENGTH - 2, 'e')}.`;
}

/** A text of so many paragraphs, as a file to import. */
export function plainText(clauses: number): string {
  return `${Array.from({ length: clauses }, (_, index) => wordsOf(index)).join('\n\n')}\n`;
}

/** The same text as one Yjs update, in the shape in which Travaux keeps it. */
export function asUpdate(clauses: number): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 1;
  const elements = Array.from({ length: clauses }, (_, index) => {
    const element = new Y.XmlElement('clause');
    element.setAttribute('id', `b${index}`);
    element.setAttribute('kind', 'paragraph');
    element.setAttribute('level', 0 as unknown as string);
    element.setAttribute('label', '');
    const words = new Y.XmlText();
    words.insert(0, wordsOf(index));
    element.insert(0, [words]);
    return element;
  });
  doc.getXmlFragment('text').insert(0, elements);
  return Y.encodeStateAsUpdate(doc);
}

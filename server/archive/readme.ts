import type { Checkpoint } from '../../shared/record/checkpoint.ts';
import { IDENTIFYING_FIELDS } from '../../shared/record/seal.ts';
import type { ArchiveOrder } from './order.ts';

/** What an archive says of itself, for whoever has it and not this program. */
export function archiveReadme({ process, at }: Pick<Checkpoint, 'process' | 'at'>, drafts: ArchiveOrder['drafts']): string {
  const isNamed = drafts.every(({ lens }) => lens === 'named');
  const masked = drafts.filter(({ lens }) => lens !== 'named').map(({ draft }) => draft);
  return `# Archive of a negotiation

Process: ${process}
State as of: ${at}

It can be read, and verified, with any program that knows UTF-8, JSON, SHA-256 and Ed25519; the program that wrote it is not needed.
${masked.length === 0 ? '' : `\nWithout names: ${masked.join(', ')}. Of ${masked.length === 1 ? 'this draft' : 'these drafts'} it holds the sealed record alone, and papers that name nobody.\n`}
## What is in it

* \`manifest.json\`: the SHA-256 of every other file, signed.
* \`checkpoint.json\`: where each draft of the process stood, signed. Drafts that are not in this archive are listed in it, too.
* \`verification-key.pem\`: the public key of both. That it is the right one has to be known from elsewhere.
* \`schemas/\`: JSON Schema (draft 2020-12) of a line of the record.
${isNamed ? '* `participants.json`: who the ids in the record are.\n' : ''}* \`drafts/ID/draft.json\`: title, and the folder of each text: \`revision-1\` and so on as they were issued, \`present\` as it stood.
* \`drafts/ID/sealed.jsonl\`: the record, an entry a line, with commitments where names stand.
* \`drafts/ID/record.jsonl\`: the same with names, and \`updates.jsonl\`: every change of the text as it was made (both only where names are shown).
* In the folder of each text: \`text.json\` (the text as data), the papers \`negotiating\`, \`clean\`, \`compilation\`, \`matrix\` and \`register\` in their formats, and the same as plain text and tables.

## How to verify it

All files are UTF-8. *hex* is lower-case hexadecimal, \`sha256(x)\` the SHA-256 (FIPS 180-4) of the UTF-8 bytes of x in hex, \`+\` puts texts together, \`\\n\` is one byte 0x0A.

**1. Canonical form.** \`canonical(value)\` is JSON (RFC 8259) without white space between tokens. Members of an object stand sorted by name, by UTF-16 code units. In strings \`"\` and \`\\\` are escaped by a
backslash, U+0008, U+0009, U+000A, U+000C, U+000D are \`\\b \\t \\n \\f \\r\`, other characters below U+0020 and lone surrogates are \`\\u\` and four lower-case hex digits, and nothing else is escaped. All numbers are integers, in decimal.

**2. Files.** For each name in \`files\` of \`manifest.json\`: the SHA-256 of that file's bytes, in hex, is what stands there. There is no other file but \`manifest.json\`.

**3. Signatures.** Take \`manifest.json\` without its member \`signature\`, and make T = \`"travaux archive\\n" + canonical(rest)\`. The signature (base64url, 64 bytes) is that of Ed25519 (RFC 8032) over the UTF-8 of T by
the key in \`publicKey\` (base64url, 32 bytes), which is the key in \`verification-key.pem\`. The same holds of \`checkpoint.json\` with T = \`"travaux checkpoint\\n" + canonical(rest)\`.

**4. The record.** In \`sealed.jsonl\` let P be 64 zeros. For each line, in order: \`number\` counts from 1; \`previousHash\` is P; \`sha256(P + "\\n" + canonical(sealed))\` is \`hash\`; P becomes \`hash\`. In the end the count of lines is
\`entries\`, and P is \`entryHash\`, of the draft's item in \`drafts\` of \`checkpoint.json\`.

**5. Names.** Each line E of \`record.jsonl\` without \`salt\`, \`previousHash\` and \`hash\` becomes \`sealed\` of the same line of \`sealed.jsonl\` so: go through E from the top; the path of a member is the path of its object, \`/\` and its name, that
of an item of an array the path of the array, \`/\` and its place from 0, and the path of E is empty. A member is replaced by \`{"sealed": c}\`, and not gone into, if its name is one of ${IDENTIFYING_FIELDS.map((name) => `\`${name}\``).join(', ')} and its value is not null, not the empty text and not
an empty array. There \`c = sha256(s + "\\n" + canonical(value))\` with \`s = sha256(salt + "\\n" + path)\`. \`previousHash\` and \`hash\` are the same in both files.
A single name can be given away later without the others, as \`{entry, path, salt, value}\`: what stands in \`sealed\` of that entry at that path is then \`{"sealed": sha256(salt + "\\n" + canonical(value))}\`.

**6. The changes of the text.** In \`updates.jsonl\` let P be 64 zeros. For each line, in order: \`number\` counts from 1; \`previousHash\` is P; \`hash\` is
\`sha256(P + "\\n" + number + "\\n" + salt + "\\n" + seat + "\\n" + at + "\\n" + b)\`, where b is the SHA-256 in hex of the bytes that \`bytes\` holds in base64; P becomes \`hash\`. In the end the count of lines is \`updates\`, and P is \`updateHash\`, in the checkpoint.
In each entry of the record \`text.number\` names an update (0 for none) and \`text.hash\` is its hash (64 zeros for none). The bytes are updates of Yjs (version 1): those of one \`revision\`, applied in order to an empty document, give its text.

**7. The texts.** The SHA-256 of \`present/text.json\`, which is in canonical form, is \`textDigest\` in the checkpoint; that of \`revision-N/text.json\` is \`digest\` of the event \`RevisionIssued\` in the record whose \`revision\` is N.
`;
}

/** What `travaux --help` prints. */
export const USAGE = `travaux: a drafting tool for multilateral negotiations

Usage:
  travaux serve   [--port N] [--host H] [--data DIR] [--empty] [--json]
  travaux import FILE [--title T] [--data DIR] [--json]
  travaux import FILE.docx --as-proposals-of DELEGATION --to DRAFT [--authors A;B] [--legend WAY=MEANING;…] [--data DIR] [--json]
  travaux export DRAFT --format FORMAT [--lens LENS] [--revision N | --entry N] [-o FILE] [--data DIR]
  travaux export DRAFT --format bracketed --tags [--revision N | --entry N] [-o FILE] [--data DIR]
  travaux export DRAFT --format register|register-csv [--of NAME] [--article HEADING] [--lens LENS] [-o FILE] [--data DIR]
  travaux export DRAFT --format docx|pdf|html|md|akn [--paper PAPER] [--symbol S]
                       [--distribution D] [--language L] [--tags] [--lens LENS] [--revision N | --entry N] [-o FILE]
  travaux export [DRAFT] --format archive [--lens LENS] -o FILE [--data DIR]
  travaux export DRAFT --format certificate --silence N [--lens LENS] [-o FILE] [--data DIR]
  travaux export DRAFT --format record --sealed | --unseal ENTRY/PLACE [-o FILE] [--data DIR]
  travaux verify  [--against CHECKPOINT [--key KEY]] [--data DIR] [--json]
  travaux verify  --sealed FILE [--unsealed FILE] [--against CHECKPOINT [--key KEY]] [--json]
  travaux checkpoint [-o FILE] [--data DIR]
  travaux backup DEST [--data DIR] [--json]
  travaux restore SOURCE [--replace] [--data DIR] [--json]
  travaux seats   [--data DIR] [--json]
  travaux mandate SEAT --for GROUP[,GROUP …] [--data DIR] [--json]
  travaux invite SEAT [--data DIR] [--json]
  travaux revoke SEAT [--data DIR] [--json]
  travaux --help

serve   Starts the server and prints a sign-in link for each seat. A new data folder
        begins with a sample draft, or without any where --empty is given.
        --port 0 takes any free port. With --json one line of JSON is printed.
import  Makes a draft of a Markdown, plain text or Word file (.docx), or of Akoma Ntoso
        that was written here (.akn).
        --as-proposals-of makes a private preparation of that delegation (by name or code) instead, of what it
        changed in the file: nothing is tabled. --authors says whose tracked changes are its own, --legend
        what colours and the like mean where nothing is tracked ("red, struck=deletion; blue=insertion").
export  Prints a draft, or writes it to FILE; also while the server runs. FORMAT is bracketed, clean, record, register, register-csv,
        matrix, matrix-csv (the positions on open points), burn-down-csv, concordance, concordance-csv (numbers then and now),
        references-csv or placeholders-csv.
        DRAFT is the id of a draft. --revision N prints it as that revision was
        issued, --entry N as of that entry of the record. --tags puts the status of
        each agreed clause behind it, such as [Agreed ad ref].
        --of and --article give part of a register: what one delegation or group brought (by name or code;
        - for nobody recorded), what stands under one heading, as the register has it.
        --lens named, group or unnamed: whose names it shows; all of them where none is said.
        docx, pdf, html, md and akn (Akoma Ntoso) write a paper to FILE or to standard output: PAPER is negotiating
        (the text with its brackets), clean, compilation, matrix or register.
        --format archive writes a zip: every revision in every format, the record with its schema, the changes
        of the text, signed checkpoints, and how to verify all that without this program; of all drafts where none
        is named. Through a lens it holds the record without names alone.
        --format certificate prints what became of the silence procedure that entry N
        of the record began.
        --sealed prints the record without names, one entry in JSON a line;
        --unseal 5/actor/user prints one name of it, to be checked against that.
verify  Recomputes the record of every draft and replays its text. Exit status 1
        and the first broken link where anything differs. --against also holds it
        against a checkpoint of before, --key tells whose that must be.
        --sealed verifies a record without names, --unsealed a name unsealed of it.
checkpoint  Prints a signed statement of where every draft stands. Keep it elsewhere.
backup  Copies the store to a new file, verified; also while the server runs.
restore Puts a backup into a data folder, verified. --replace: also where there is a
        store, which is kept beside it. Everyone has to sign in anew.
seats   Lists the seats. invite makes a new link for one, while the server runs;
        revoke ends its sessions at once and makes its unused links void.
mandate Says for which groups a seat may speak besides its delegation, by code or name:
        --for G77,AOSIS, or --for '' for none. It takes the place of what was said before.

Default port 8080, host 127.0.0.1, data folder ./data. TRAVAUX_URL names the address by
which people reach the server, where that is not its own. TRAVAUX_FONT_DIR: a folder of further fonts
for PDF, such as one for Chinese. TRAVAUX_LOG: trace, debug,
info (default), warn, error or silent. TRAVAUX_METRICS_TOKEN opens /metrics to its bearer.
TRAVAUX_DRAIN_MS: how long to go on serving after the signal to stop. TRAVAUX_MESSAGE_RATE:
messages a second that one connection may send (500); 0 for no limit.
Exit status: 0 done, 1 the record does not verify, 2 it could not be done.
`;

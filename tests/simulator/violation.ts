/** Something that must never happen has happened. `rule` names the oracle, so that a failure can be recognised when it is made smaller. */
export class Violation extends Error {
  override name = 'Violation';
  readonly rule: string;

  constructor(rule: string, what: string) {
    super(`${rule}: ${what}`);
    this.rule = rule;
  }
}

export function holds(condition: boolean, rule: string, what: () => string): void {
  if (!condition) throw new Violation(rule, what());
}

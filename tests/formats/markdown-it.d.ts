/** What the tests need of it; it has no types of its own. */
declare module 'markdown-it' {
  export default class MarkdownIt {
    constructor(options: { readonly html: boolean });
    render(source: string): string;
  }
}

import { describe, expect, test } from 'vitest';
import { htmlOf } from '../../server/formats/html/html.ts';
import { markdownOf } from '../../server/formats/markdown/markdown.ts';
import { paper, sourcesOf } from './papers.ts';

const SOURCE =
  '# Draft <decision>\n\n## Article 1\n\n1. The *Commission* [shall - Norway; Chile delete] see [the site](https://example.org/a?b=1&c=2).\n\nالمادة [الأولى]\n';

describe('a paper as a web page', () => {
  const page = htmlOf(paper('negotiating', sourcesOf(SOURCE, 'a.md')));

  test('[W10] is one file that fetches nothing', () => {
    expect(page).not.toMatch(/<(?:script|link|img|iframe|object)\b|@import|url\(/);
    expect(page).toContain('<html lang="en">');
  });

  test('[W10] says brackets and changes in words and signs', () => {
    expect(page).toContain('<h1 class="title in-1" data-clause');
    expect(page).toContain('Draft &lt;decision&gt;</h1>');
    expect(page).toMatch(
      /<span class="bracket"><span class="heard">Bracket opens, proposed by Norway: <\/span>\[<\/span><ins datetime="[^"]+" data-proposal="p_\d+" title="To come in, proposed by Norway">shall<\/ins><span class="attribution"> - <bdi>Norway; Chile delete<\/bdi><\/span><span class="bracket">\]/,
    );
    expect(page).toContain('<a href="https://example.org/a?b=1&amp;c=2">the site</a>');
    expect(page).toContain('dir="rtl"');
    expect(page).toContain('<li id="proposal-1" value="1"><p><b>Norway</b>, record 1</p><p>Oppose: Chile.</p></li>');
  });

  test('[T20] [W5] in a clause from right to left numbers, symbols and names stand for themselves', () => {
    const html = htmlOf(paper('negotiating', sourcesOf('2 bis. وفقا للوثيقة A/CONF.1/L.2* [حالا - Norway]\n', 'a.md')));
    expect(html).toContain('<p class="paragraph in-0" dir="rtl"');
    for (const isolated of ['<bdi>2 bis</bdi>. ', '<bdi dir="ltr">A/CONF.1/L.2*</bdi>', ' - <bdi>Norway</bdi>'])
      expect(html).toContain(isolated);
  });

  test('[W10] what refers to a footnote leads there', () => {
    const html = htmlOf(paper('negotiating', sourcesOf('1. One[^1].\n\n[^1]: A note.\n', 'a.md')));
    expect(html).toContain('<sup><a href="#footnote-1" aria-label="Footnote 1">1</a></sup>');
    expect(html.match(/id="footnote-1"/g)).toHaveLength(1);
  });

  test('[W10] as Markdown the brackets are as they are', () => {
    const text = markdownOf(paper('negotiating', sourcesOf(SOURCE, 'a.md')));
    expect(text).toContain('# Draft \\<decision>\n\n## Article 1\n\n1\\. The *Commission* [shall - Norway; Chile delete] see');
    expect(text).toContain('[the site](https://example.org/a?b=1&c=2)');
    expect(markdownOf(paper('compilation', sourcesOf(SOURCE, 'a.md')))).toContain('The *Commission* <ins>shall</ins> see');
  });
});

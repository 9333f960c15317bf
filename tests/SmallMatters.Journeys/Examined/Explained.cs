using SmallMatters.Journeys.Running;

namespace SmallMatters.Journeys.Examined;

/// <summary>Whether every figure of a page leads to how it is counted.</summary>
internal static class Explained
{
    // A share is written with a decimal, or in or before brackets; a percentage of a rule or a setting is not, nor is the width of an
    // interval in the heading of a column. What stands in the
    // definition itself, in a choice of a form or in a picture, whose table stands beside it, has nowhere to lead.
    private const string Unexplained = """
        async () => {
          const main = document.querySelector('main') ?? document.body;
          const found = [];
          const share = /\d\.\d\s?%|[(（]\d+\s?%|\d\s?%\s?[(（]/;
          const words = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
          while (words.nextNode()) {
            const { textContent: text, parentElement: at } = words.currentNode;
            if (share.test(text.replace(/95\s?%\s?(interval|区间)/g, '')) && !at.closest('.app-figure, [data-how], option, label, script, svg')) {
              found.push(`leads to no definition: ${text.trim().slice(0, 60)}`);
            }
          }
          for (const table of main.querySelectorAll('table')) {
            const counts = table.querySelector('tbody .app-rows__number, tbody .govuk-table__cell--numeric');
            if (counts && !table.querySelector('.app-figure') && !table.closest('[data-how]')) {
              found.push(`a table whose figures lead to no definition: ${table.caption?.textContent.trim()}`);
            }
          }
          for (const figure of main.querySelectorAll('a.app-figure')) {
            const there = new URL(figure.href);
            const page =
              there.pathname === location.pathname
                ? document
                : new DOMParser().parseFromString(await (await fetch(there)).text(), 'text/html');
            if (!page.getElementById(decodeURIComponent(there.hash.slice(1)))?.closest('[data-how]')) {
              found.push(`leads to a definition that is not there: ${figure.getAttribute('href')}`);
            }
          }
          return [...new Set(found)];
        }
        """;

    /// <summary>Figures of the page that the visitor looks at which cannot be followed to how they are counted, a line for each.</summary>
    public static Task<string[]> FaultsAsync(Visitor visitor) => visitor.Page.EvaluateAsync<string[]>(Unexplained);
}

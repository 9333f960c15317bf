using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Knowledge;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Knowledge;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Knowledge;

/// <summary>What an entry says, as it is typed.</summary>
public abstract class KnowledgeFormPage(Desk desk) : PageModel
{
    [BindProperty]
    public KnowledgeForm Form { get; set; } = new();

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public bool ChangedMeanwhile { get; protected set; }

    public IEnumerable<Choice> Categories =>
        Jurisdiction.Categories.Values.Select(c => new Choice(c.Code, c.Name)).Prepend(Choice.Of("", "不限", "Any"));

    protected Desk Desk => desk;

    protected KeepKnowledge Command =>
        new(
            Form.QuestionZh ?? "",
            Form.QuestionEn,
            Form.AnswerZh ?? "",
            Form.AnswerEn,
            string.IsNullOrEmpty(Form.Category) ? null : Form.Category,
            Form.Source ?? "",
            Form.Until
        );

    public override async Task OnPageHandlerExecutionAsync(
        Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context,
        Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutionDelegate next
    )
    {
        Jurisdiction = await desk.JurisdictionAsync(HttpContext.RequestAborted);
        await next();
    }

    public sealed class KnowledgeForm
    {
        public string? QuestionZh { get; set; }

        public string? QuestionEn { get; set; }

        public string? AnswerZh { get; set; }

        public string? AnswerEn { get; set; }

        public string? Category { get; set; }

        public string? Source { get; set; }

        public DateOnly? Until { get; set; }
    }
}

/// <summary>A new entry, perhaps for words that were searched for in vain.</summary>
[Authorize(Policies.Handler)]
public sealed class NewModel(Desk desk, KnowledgeBook book) : KnowledgeFormPage(desk)
{
    public void OnGet(string? question) => Form.QuestionZh = question;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (done, id) = await book.WriteAsync(Desk.Scope.Actor, Command, cancel);
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, Desk.Speech, nameof(Form));
            return Page();
        }
        TempData.Flash("已写好，居民可以看到了。", "Written; residents can read it now.");
        return Redirect(KnowledgeLinks.Keep(id));
    }
}

/// <summary>What an entry says from now on.</summary>
[Authorize(Policies.Handler)]
public sealed class ChangeModel(Desk desk, KnowledgeBook book) : KnowledgeFormPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "entry")]
    public string? Key { get; set; }

    public Guid Id { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await ReadAsync(cancel) is not { Entry: KnowledgeEntry.InForce { File: var file } } page)
        {
            return NotFound();
        }
        var sheet = file.Sheet;
        Seen = page.Seen;
        Form = new KnowledgeForm
        {
            QuestionZh = sheet.Question.Zh,
            QuestionEn = sheet.Question.En == sheet.Question.Zh ? null : sheet.Question.En,
            AnswerZh = sheet.Answer.Zh,
            AnswerEn = sheet.Answer.En == sheet.Answer.Zh ? null : sheet.Answer.En,
            Category = sheet.Category,
            Source = sheet.Source,
            Until = sheet.Until,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await ReadAsync(cancel) is not { } page)
        {
            return NotFound();
        }
        var by = Desk.Scope.Actor;
        var command = Command;
        switch (
            await book.DecideAsync(
                Id,
                by,
                (entry, jurisdiction, today, now) => KnowledgeRule.Change(entry, command, by, jurisdiction, today, now),
                Seen,
                cancel
            )
        )
        {
            case Acted.Written:
                TempData.Flash("已修改。", "It is changed.");
                return Redirect(KnowledgeLinks.Keep(Id));
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, Desk.Speech, nameof(Form));
                return Page();
            default:
                ModelState.Remove(nameof(Seen));
                (ChangedMeanwhile, Seen) = (true, page.Seen);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }
    }

    // Another unit's entry is not there to be changed.
    private async Task<KnowledgePage?> ReadAsync(CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(Key, "N", out var id)
            || await KnowledgeBook.FindAsync(Desk.Db, id, cancel) is not { } page
            || page.Entry.File.Unit != Desk.Scope.Unit
        )
        {
            return null;
        }
        Id = id;
        return page;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Publishing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;
using SmallMatters.Web.WeeklyPlan;

namespace SmallMatters.Web.Publishing;

/// <summary>Begin a publication, about a matter or not.</summary>
[Authorize(Policies.Handler)]
public sealed class WriteModel(Desk desk, PublicationBook book) : PageModel
{
    /// <summary>Reference of the matter that it is about.</summary>
    [BindProperty(SupportsGet = true, Name = "about")]
    public string? AboutTyped { get; set; }

    /// <summary>Code of the area whose plan of this week it is written from.</summary>
    [BindProperty(SupportsGet = true, Name = "plan")]
    public string? PlanOf { get; set; }

    [BindProperty]
    public NewForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The matter, when the reader's unit deals with it.</summary>
    public Reference? About => Matter?.Matter.File.Reference;

    public static IReadOnlyList<Choice> Kinds =>
        [.. Enum.GetValues<PublicationKind>().Select(k => new Choice(k.ToString(), k.Said()))];

    public IEnumerable<Choice> Areas =>
        Jurisdiction
            .Areas.Values.Where(a => desk.Scope.ReadsOf(a.Code))
            .Select(a => new Choice(a.Code, a.Name))
            .Prepend(Choice.Of("", "所有片区", "All areas"));

    private UnitMatterPage? Matter { get; set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        if (Matter is { } matter)
        {
            (Form.Kind, Form.Area) = (nameof(PublicationKind.Result), matter.Matter.File.Area);
        }
        else if (PlanOf is { } code && Jurisdiction.Areas.TryGetValue(code, out var area) && desk.Scope.ReadsOf(code))
        {
            var draft = PublicPlan.Draft(await PlanOfWeek.ReadAsync(desk, area, Jurisdiction, cancel), Jurisdiction);
            (Form.Kind, Form.Area) = (nameof(PublicationKind.WeeklyPlan), code);
            (Form.Title, Form.Words, Form.Until) = (draft.Title, draft.Words, draft.Until);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        PublicationKind? kind =
            Enum.TryParse<PublicationKind>(Form.Kind, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        var area = string.IsNullOrEmpty(Form.Area) ? null : Form.Area;
        // A day that is none has its message already; the rest of the form is looked at all the same.
        if (kind is null || !ModelState.IsValid)
        {
            return Refused(
                Refusal.All(
                    kind is null ? Refusal.Of("missing-kind", "请选择是什么。", "Choose what it is.", "Kind") : null,
                    WritePublicationRule.Check(Form.Command, Jurisdiction.Calendar.DayOf(desk.Now))
                )
            );
        }
        var (done, id) = await book.BeginAsync(desk.Scope, kind.Value, area, Matter, Form.Command, cancel);
        if (done is Acted.Refused refused)
        {
            return Refused(refused.Why);
        }
        TempData.Flash(
            "草稿已保存。请处理提示，看过预览，再交另一位同事。",
            "The draft is kept. Deal with its hints, look at the preview, then hand it on."
        );
        return Redirect($"/staff/publications/{id:N}");
    }

    private PageResult Refused(Refusal? why)
    {
        if (why is not null)
        {
            ModelState.Refuse(why, desk.Speech, nameof(Form));
        }
        return Page();
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (
            Reference.TryParse(AboutTyped, out var reference)
            && (await desk.ReadAsync(reference, cancel)).Page is { } page
            && page.Matter.File.Kind != Kind.Conduct
        )
        {
            Matter = page;
        }
    }

    /// <summary>What it is, and its words.</summary>
    public sealed class NewForm : WordsForm
    {
        public string? Kind { get; set; }

        public string? Area { get; set; }
    }
}

/// <summary>Title, words and term.</summary>
public class WordsForm
{
    public string? Title { get; set; }

    public string? Words { get; set; }

    public DateOnly? Until { get; set; }

    /// <summary>The command that they make.</summary>
    internal WritePublication Command => new(Title ?? "", (Words ?? "").ReplaceLineEndings("\n"), Until);
}

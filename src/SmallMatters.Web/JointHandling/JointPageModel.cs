using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.JointHandling;

/// <summary>What the page of a joint file and the pages of its steps share. Nothing that was typed is lost.</summary>
/// <typeparam name="T">Which file.</typeparam>
public abstract class JointPageModel<T>(Desk desk) : PageModel
    where T : JointFile
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string? KeyTyped { get; set; }

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public JointPage<T> Shown { get; private set; } = null!;

    public T State => Shown.File;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The matters that it is about, as every unit concerned sees them.</summary>
    public IReadOnlyList<MatterBeside> Matters { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Who acts, with the roles that they have in the file's area.</summary>
    public StaffScope Scope => desk.Scope.In(State.At);

    public DateTimeOffset Now => desk.Now;

    public bool ChangedMeanwhile { get; private set; }

    public string Address => JointWords.AddressOf(typeof(T).Name, State.Key);

    /// <summary>The open clock for a purpose, or null.</summary>
    public Duty? Waits(DutyFor what, Guid? subject = null) => State.Duties.Open(what, subject);

    protected Desk Desk => desk;

    /// <summary>Whether the reader deals with matters at all.</summary>
    protected bool Deals => Scope.Is(StaffRole.Handler) || Scope.Is(StaffRole.Supervisor) || Scope.Is(StaffRole.Reviewer);

    protected async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(KeyTyped, "N", out var id)
            || await JointBook.FindAsync<T>(desk.Db, desk.Scope, id, cancel) is not { } shown
        )
        {
            return false;
        }
        Shown = shown;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Matters = await JointLists.MattersAsync(desk.Db, shown.File.About, cancel);
        Names = await Colleagues.NamesAsync(desk.Db, [.. shown.Facts.Select(f => f.Staff).OfType<Guid>().Distinct()], cancel);
        return true;
    }

    /// <summary>The file's page when it was written; else this page again with what stood in the way.</summary>
    protected async Task<IActionResult> AnswerAsync(Acted done, Bilingual said, CancellationToken cancel)
    {
        switch (done)
        {
            case Acted.Written:
                TempData.Flash(said);
                return Redirect(Address);
            case Acted.Refused refused:
                Refuse(refused.Why);
                return Page();
            case Acted.ChangedMeanwhile when await ShowAsync(cancel):
                ChangedMeanwhile = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>Puts a refusal beside its field.</summary>
    protected void Refuse(Refusal why) => ModelState.Refuse(why, desk.Speech, "Form");
}

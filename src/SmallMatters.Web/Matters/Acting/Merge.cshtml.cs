using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Merge a matter into another about the same thing, chosen from similar ones or by its reference.</summary>
[Authorize(Policies.Matters)]
public sealed class MergeModel(Desk desk) : ActPage(desk)
{
    private const int MostAlike = 10;

    [BindProperty]
    public MergeForm Form { get; set; } = new();

    /// <summary>Open matters of the same unit, category and area, those at the same place first.</summary>
    public IReadOnlyList<UnitMatter> Alike { get; private set; } = [];

    protected override Act? Doing => Act.Merge;

    protected override string FieldOf(string field) => "Form.Reference";

    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        Alike = await UnitMatters.AlikeAsync(Desk.Db, Scope, MatterFile, Shown.Where?.Place?.Key, MostAlike, cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var typed = string.IsNullOrWhiteSpace(Form.Reference) ? Form.Chosen : Form.Reference;
        if (!Reference.TryParse(typed, out var into))
        {
            ModelState.AddModelError(
                "Form.Reference",
                Desk.Speech[
                    "请从列表中选一件，或输入 12 位编号。",
                    "Choose one of the list, or enter its reference of 12 digits."
                ]
            );
            return Page();
        }
        // Only what the reader sees whole can be named here: the answer tells nothing about other units' matters.
        var (target, _) = await Desk.ReadAsync(into, cancel);
        if (target is null)
        {
            ModelState.AddModelError("Form.Reference", Desk.Speech["本单位没有这件诉求。", "Your unit has no such matter."]);
            return Page();
        }
        return await AnswerAsync(
            await Desk.Book.DecideBesideAsync(
                MatterFile.Id,
                target.Matter.File.Id,
                Scope.Actor,
                (matter, other, now) =>
                    Task.FromResult<Decision?>(
                        other is null ? Refusals.NotOpen : MergeRule.Decide(matter, new Merge(other), Scope.Actor, now)
                    ),
                Seen,
                cancel
            ),
            new Bilingual("已合并，加入的居民会继续收到消息", "Merged; everybody who joined stays informed"),
            cancel
        );
    }

    public sealed class MergeForm
    {
        public string? Chosen { get; set; }

        public string? Reference { get; set; }
    }
}

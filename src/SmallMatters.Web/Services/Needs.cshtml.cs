using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Services;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Services;
using SmallMatters.Web.Following;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Services;

/// <summary>What the raiser needs to be served well: written, changed and withdrawn by them or who helps them.</summary>
public sealed class NeedsModel(FollowServices own, NeedsBook book) : FollowPage(own)
{
    private const string Hearing = nameof(Needs.Hearing);
    private const string SameOfficer = nameof(Needs.SameOfficer);

    [BindProperty]
    public NeedsForm Form { get; set; } = new();

    /// <summary>What stands now; null when nothing.</summary>
    public Needs? Declared { get; private set; }

    public static IReadOnlyList<Choice> Kinds { get; } =
    [
        Choice.Of(Hearing, "听力不好，请大声慢说，或者写下来", "I hear badly: speak up slowly, or write it down"),
        Choice.Of(
            SameOfficer,
            "希望还是同一位工作人员（会尽量，不保证）",
            "The same officer if possible (a wish, not a promise)"
        ),
    ];

    public static IReadOnlyList<Choice> Periods { get; } =
    [
        Choice.Of("6", "六个月", "Six months"),
        Choice.Of("1", "一个月", "One month"),
        Choice.Of("3", "三个月", "Three months"),
        Choice.Of("12", "一年", "A year"),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!MayAct)
        {
            return NotFound();
        }
        Declared = (await book.OwnAsync(Own.Db, View, cancel)).Needs;
        if (Declared is { } now)
        {
            Form = new NeedsForm
            {
                Which =
                [
                    .. new[] { (now.Hearing, Hearing), (now.SameOfficer, SameOfficer) }.Where(w => w.Item1).Select(w => w.Item2),
                ],
                Dialect = now.Dialect,
                FromHour = now.FromHour,
                UntilHour = now.UntilHour,
            };
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var command = new DeclareNeeds(
            Form.Which?.Contains(Hearing) == true,
            Form.Dialect,
            Form.FromHour,
            Form.UntilHour,
            Form.Which?.Contains(SameOfficer) == true,
            Form.Months
        );
        return await AnswerAsync(
            await book.DeclareAsync(View, command, cancel),
            new("已保存。只有为您办事的人看得到。", "It is saved. Only who serves you sees it."),
            cancel
        );
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancel) =>
        await AnswerAsync(await book.WithdrawAsync(View, cancel), new("已收回并删掉。", "It is withdrawn and deleted."), cancel);

    private async Task<IActionResult> AnswerAsync(Acted done, Bilingual said, CancellationToken cancel)
    {
        switch (done)
        {
            case Acted.Written:
                TempData.Flash(said);
                return Redirect($"{Address}/needs");
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, Speech, nameof(Form));
                break;
            case Acted.NotFound:
                return NotFound();
            default:
                ModelState.AddModelError("", Speech["刚才没有保存，请再试一次", "It was not saved. Try again"]);
                break;
        }
        Declared = (await book.OwnAsync(Own.Db, View, cancel)).Needs;
        return Page();
    }

    public sealed class NeedsForm
    {
        public List<string>? Which { get; set; }

        public string? Dialect { get; set; }

        public int? FromHour { get; set; }

        public int? UntilHour { get; set; }

        public int? Months { get; set; } = 6;
    }
}

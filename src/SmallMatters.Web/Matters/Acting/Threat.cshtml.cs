using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Cards;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Record that a threat was made in the course of a matter; the card about it is there when the page answers.</summary>
[Authorize(Policies.Matters)]
public sealed class ThreatModel(Desk desk, CardWatch cards) : ActPage(desk)
{
    public static IEnumerable<Choice> Tos => Enum.GetValues<ThreatTo>().Select(to => new Choice(to.ToString(), to.Said()));

    public static IEnumerable<Choice> Tolds => [Choice.Of("true", "已报", "Yes"), Choice.Of("false", "没有报", "No")];

    protected override Act? Doing => Act.RecordThreat;

    [BindProperty]
    public ThreatForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var result = await Desk.Book.DecideAsync(
            MatterFile.Id,
            Scope.Actor,
            (matter, _, _) =>
                RecordThreatRule.Decide(matter, new RecordThreat(Form.To, Form.Text ?? "", Form.Told110), Scope.Actor),
            Seen ?? 0,
            null,
            cancel
        );
        if (result is ChangeResult.Changed)
        {
            // Should this be interrupted, the rules find the threat when they next look at all matters.
            await cards.LookAtThreatsAsync(Reference, CancellationToken.None);
        }
        return await AnswerAsync(
            result,
            Form.Told110 == true
                ? new Bilingual("威胁已记录，已提示上一级单位", "The threat was recorded and the unit above has a card")
                : new Bilingual(
                    "威胁已记录，已提示上一级单位。有人处在危险中请立刻打 110",
                    "The threat was recorded and the unit above has a card. If somebody is in danger, call 110 now"
                ),
            cancel
        );
    }

    public sealed class ThreatForm
    {
        public ThreatTo? To { get; set; }

        public string? Text { get; set; }

        public bool? Told110 { get; set; }
    }
}

using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Disputes;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Rooms;

/// <summary>What a party says of the performance of an agreement, some days after it took effect.</summary>
public sealed class FollowUpModel(RoomServices own) : RoomPage(own)
{
    [BindProperty]
    public string? Finding { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public static IEnumerable<Choice> Choices { get; } =
    [
        .. new[] { FollowUpFinding.Kept, FollowUpFinding.Partly, FollowUpFinding.NotKept }.Select(f => new Choice(
            f.ToString(),
            DisputeWords.Said(f)
        )),
    ];

    public Task<IActionResult> OnPostAsync() =>
        OpenCheck is not { } check
            ? Task.FromResult<IActionResult>(Page())
            : DecideAsync(
                (dispute, by, jurisdiction, now) =>
                    FollowUpRule.Decide(
                        dispute,
                        new FollowUp(
                            check.Days,
                            View.Party,
                            Choices.Any(c => c.Value == Finding) ? Enum.Parse<FollowUpFinding>(Finding!) : null,
                            Words,
                            ConsentHow.ByLink
                        ),
                        by,
                        jurisdiction,
                        now
                    ),
                new Bilingual("您说的已记下。", "What you said is recorded.")
            );
}

using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Rooms;

/// <summary>Erasing the reader's data, and with a party's its consent.</summary>
public sealed class EraseModel(RoomServices own) : RoomPage(own)
{
    public void OnGet() { }

    public Task<IActionResult> OnPostAsync() =>
        DecideAsync(
            (dispute, by, _, now) => ErasePartyRule.Decide(dispute, by.Id, now),
            new Bilingual("您的信息已删除。", "Your data are erased."),
            then: "/"
        );
}

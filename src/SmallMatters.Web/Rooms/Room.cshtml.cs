using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Rooms;

/// <summary>A party's room: what is asked of it, what it may do, and what was said with it alone.</summary>
public sealed class RoomModel(RoomServices own) : RoomPage(own)
{
    [BindProperty]
    public string? Words { get; set; }

    public void OnGet() { }

    public Task<IActionResult> OnPostAsync() =>
        DecideAsync(
            (dispute, by, _, _) => SayInRoomRule.Decide(dispute, View.Party, Words, by),
            new Bilingual(
                "已交给办理的工作人员，另一方看不到。",
                "It was given to who deals with it; the other side does not see it."
            )
        );
}

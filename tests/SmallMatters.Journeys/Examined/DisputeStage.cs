using Microsoft.Playwright;
using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>What the pages of disputes need: one with two parties, a link each, a venue that they are asked about, in mediation.</summary>
internal static class DisputeStage
{
    /// <summary>The addresses to open, by page template.</summary>
    /// <param name="handler">Who deals with the matter.</param>
    /// <param name="resident">Somebody at a telephone, who opens the rooms.</param>
    /// <param name="about">The matter.</param>
    /// <param name="station">Who takes another dispute over.</param>
    public static async Task<IReadOnlyDictionary<string, string>> AddressesAsync(
        Visitor handler,
        Visitor resident,
        Receipt about,
        Visitor station
    )
    {
        var sent = await SentAsync(handler, resident, station);
        var dispute = $"/staff/matters/{about.Number}/dispute";
        var rooms = await OpenAsync(handler, dispute);
        await handler.GoAsync($"{dispute}/venue?venue=peoples");
        await handler.PressAsync("保存", "Save");
        foreach (var room in rooms)
        {
            await resident.GoAsync($"{room}/safety");
            foreach (var question in new[] { "Violence", "Threat", "Dependency", "Children", "Fear" })
            {
                await resident.ChooseAsync($"Safety.{question}", "No");
            }
            await resident.PressAsync("提交", "Send");
            await resident.GoAsync($"{room}/consent");
            await resident.ChooseAsync("Answer", "Given");
            await resident.PressAsync("提交", "Send");
        }
        await handler.GoAsync($"{dispute}/start");
        await handler.DateAsync("Form.Day", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        await handler.PressAsync("保存", "Save");
        await handler.GoAsync($"{dispute}/session");
        await handler.DateAsync("Form.Day", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(5));
        await handler.FillAsync("Form.StartsAt", "14:30");
        await handler.FillAsync("Form.Where", "居委会调解室");
        await handler.PressAsync("保存", "Save");
        await handler.GoAsync($"{dispute}/terms");
        await handler.Page.Locator("select[name='Form.By']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await handler.FillAsync("Form.What", "晚上十点以后拉上窗帘，路灯加灯罩由物业出钱");
        await handler.DateAsync("Form.Day", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(20));
        await handler.PressAsync("保存", "Save");
        await resident.GoAsync(rooms[0]);
        var session = await resident.Page.Locator("a[href*='/session/'][role='button']").First.GetAttributeAsync("href");
        Assert.NotNull(session);
        return new Dictionary<string, string>
        {
            ["/d/{link}"] = rooms[0],
            ["/d/{link}/consent"] = $"{rooms[1]}/consent",
            ["/d/{link}/mediator"] = $"{rooms[1]}/mediator",
            ["/d/{link}/safety"] = $"{rooms[0]}/safety",
            ["/d/{link}/session/{session:guid}"] = session,
            ["/d/{link}/agreement"] = $"{rooms[0]}/agreement",
            ["/d/{link}/follow-up"] = $"{rooms[0]}/follow-up",
            ["/d/{link}/erase"] = $"{rooms[1]}/erase",
            ["/staff/disputes/sent/{reference}"] = $"/staff/disputes/sent/{sent.Number}",
            ["/staff/matters/{reference}/dispute"] = dispute,
            ["/staff/matters/{reference}/dispute/notes"] = $"{dispute}/notes",
            ["/staff/matters/{reference}/dispute/signed"] = $"{dispute}/signed",
            ["/staff/matters/{reference}/dispute/{step}"] = $"{dispute}/report",
        };
    }

    // Opened, with both parties named and a link given to each.
    private static async Task<List<string>> OpenAsync(Visitor handler, string dispute)
    {
        Assert.Equal(200, await handler.GoAsync(dispute));
        await handler.ChooseAsync("Form.Kind", "Neighbours");
        await handler.FillAsync("Form.About", "路灯照进楼上的窗户");
        await handler.PressAsync("保存", "Save");
        var rooms = new List<string>();
        foreach (var name in new[] { "老赵", "很长的称呼也要放得下的物业服务有限责任公司第三分公司" })
        {
            await handler.GoAsync($"{dispute}/party");
            await handler.Page.Locator("[name='Form.IsRaiser']").SetCheckedAsync(false);
            await handler.ChooseAsync("Form.PartyKind", rooms.Count == 0 ? "Person" : "Organisation");
            await handler.FillAsync("Form.Name", name);
            await handler.PressAsync("保存", "Save");
            await handler.Page.Locator("main a[href*='/dispute/link?party=']").Nth(rooms.Count).ClickAsync();
            await handler.PressAsync("生成链接", "Make the link");
            rooms.Add(new Uri(await handler.Page.Locator("main code").First.InnerTextAsync()).AbsolutePath);
        }
        return rooms;
    }

    // One that went to the station with its matter; the receipt is still awaited.
    private static async Task<Receipt> SentAsync(Visitor handler, Visitor resident, Visitor station)
    {
        var matter = await new Resident(resident).RaiseAsync(new Small("灯下两家吵架。", "样板后里"));
        var dispute = $"/staff/matters/{matter.Number}/dispute";
        var rooms = await OpenAsync(handler, dispute);
        await handler.GoAsync($"{dispute}/handover");
        await handler.ChooseAsync("Form.Code", "Police");
        await handler.SelectAsync("Form.Unit", "station");
        await handler.PressAsync("保存", "Save");
        foreach (var room in rooms)
        {
            await resident.GoAsync($"{room}/consent?about=handover");
            await resident.ChooseAsync("Answer", "Given");
            await resident.PressAsync("提交", "Send");
        }
        await handler.GoAsync($"{dispute}/handedover");
        await handler.FillAsync("Form.Words", "移字5号");
        await handler.DateAsync("Form.Day", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        await handler.PressAsync("保存", "Save");
        await new Officer(handler).ProposeHandOverAsync(matter, "station", "由派出所主持。");
        await new Officer(station).AnswerHandOverAsync(matter, accept: true);
        return matter;
    }
}

using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Services;
using SmallMatters.Storage.Services;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Services;

/// <summary>Services and bookings in words.</summary>
public static class ServiceWords
{
    public static Bilingual Said(this ServiceWay way) =>
        way switch
        {
            ServiceWay.Window => new("到窗口办", "At the window"),
            ServiceWay.Door => new("上门办", "At your door"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this BookingStage stage) =>
        stage switch
        {
            BookingStage.Made => new("已预约", "Booked"),
            BookingStage.Cancelled => new("已取消", "Called off"),
            BookingStage.Served => new("已办", "Done"),
            BookingStage.Missed => new("没有办成", "Did not take place"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this BookingFact fact) =>
        fact switch
        {
            BookingMade => new("约好时间", "A time was booked"),
            BookingMoved => new("改了时间", "The time was changed"),
            BookingCancelled { ByUnit: true } => new("单位取消", "Called off by the unit"),
            BookingCancelled => new("居民取消", "Called off by the resident"),
            BookingServed => new("已办", "Done"),
            BookingMissed => new("没有办成", "Did not take place"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this ServiceFact fact) =>
        fact switch
        {
            ServiceOpened => new("列入服务事项", "Put into the catalogue"),
            ServiceChanged => new("改了内容", "Changed"),
            ServiceWithdrawn => new("停办", "Withdrawn"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What somebody needs, each in a few words.</summary>
    public static IEnumerable<string> Said(this Needs needs, Speech speech)
    {
        if (needs.Hearing)
        {
            yield return speech["听力不好，大声慢说或写下来", "hears badly: speak up slowly, or write it down"];
        }
        if (needs.Dialect is { } dialect)
        {
            yield return speech[$"最会说{dialect}", $"speaks {dialect} best"];
        }
        if (needs is { FromHour: { } from, UntilHour: { } until })
        {
            yield return speech[$"{from} 点到 {until} 点打电话", $"call between {from}:00 and {until}:00"];
        }
        if (needs.SameOfficer)
        {
            yield return speech["希望还是同一位工作人员", "wishes for the same officer"];
        }
    }

    /// <summary>When a time is, with its way.</summary>
    public static string When(BookedSlot slot, Speech speech) =>
        $"{speech.DateTime(slot.From)}–{speech.Time(slot.Until)} · {speech[slot.Way.Said()]}";

    private static string WayFirst(BookedSlot slot, Speech speech) =>
        $"{speech[slot.Way.Said()]} · {speech.DateTime(slot.From)}–{speech.Time(slot.Until)}";

    /// <summary>The times that have a place left, to choose from.</summary>
    public static IEnumerable<Choice> Choices(IEnumerable<SlotLine> slots, Speech speech) =>
        slots
            .Where(s => s.Left > 0)
            .Take(60)
            .Select(s => new Choice(
                $"{s.Slot.Id:N}",
                // The way first: a phone cuts off the end of what is chosen.
                new Bilingual(WayFirst(s.Slot, speech), WayFirst(s.Slot, speech)),
                new Bilingual($"还有 {s.Left} 个名额", $"places left: {s.Left}")
            ));
}

using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Units;
using SmallMatters.Patterns.Sampling;
using SmallMatters.Storage.Patterns;
using SmallMatters.Web.Cards.Watching;
using Xunit;

namespace SmallMatters.Web.Tests.Cards;

/// <summary>Rules about places on made-up history, with and without something planted.</summary>
public class WatchTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 1, 16, 0, 0, TimeSpan.Zero);

    private static CardRule Rule(string code) => CardRuleBook.BuiltIn.Version(code, 1);

    private static PatternEvent Event(DateTimeOffset at, double latitude, double longitude, string category = "noise") =>
        new(category, Kind.Complaint, "willow", "柳园新村/3", latitude, longitude, at);

    // A year of one category all over the area; the last days are left out where a test plants something there.
    private static List<PatternEvent> Background(ulong seed, int events = 200)
    {
        var random = new SeededStream(seed);
        return
        [
            .. Enumerable
                .Range(0, events)
                .Select(_ =>
                    Event(
                        Monday.AddHours(-random.NextInt(365 * 24) - 1),
                        PatternEvents.Rounded(31.225 + (random.NextInt(30) * 0.0005)),
                        PatternEvents.Rounded(121.465 + (random.NextInt(30) * 0.0005))
                    )
                ),
        ];
    }

    private static EventLog Log(IEnumerable<PatternEvent> events, IEnumerable<PatternText>? texts = null) =>
        new([.. events.OrderBy(e => e.Hour)], [.. (texts ?? []).OrderBy(t => t.Event.Hour)], DateTimeOffset.MaxValue);

    private static IEnumerable<PatternEvent> Planted(int count, int days) =>
        Enumerable.Range(0, count).Select(n => Event(Monday.AddHours(-1 - (n * days * 24 / count)), 31.2305, 121.4705));

    [Fact]
    public void A_planted_cluster_is_seen_where_and_since_when_it_is()
    {
        var saw = Assert.Single(
            PlaceWatch.Look(Rule("place-scan"), Log([.. Background(7), .. Planted(12, 21)]), Monday, default)
        );
        Assert.Equal(("noise", "willow"), (saw.Category, saw.Area));
        Assert.InRange(saw.Spot!.Latitude, 31.2285, 31.2325);
        Assert.InRange((Monday - saw.Since).TotalDays, 14, 30);
        Assert.True(saw.P <= 0.05);
        Assert.True(saw.Figures.Single(f => f.What == FigureOf.Matters).Value >= 10);
    }

    [Fact]
    public void Ordinary_months_raise_hardly_a_hand()
    {
        var alarms = Enumerable
            .Range(1, 40)
            .Sum(seed => PlaceWatch.Look(Rule("place-scan"), Log(Background((ulong)seed)), Monday, default).Count);
        // Five in a hundred by design: of forty, more than eight would come by chance once in five hundred runs.
        Assert.InRange(alarms, 0, 8);
    }

    [Fact]
    public void A_category_that_comes_back_is_seen_where_it_has_just_been()
    {
        var random = new SeededStream(3);
        var repeated = Background(11, 80)
            .SelectMany(e => new[] { e, e with { Hour = e.Hour.AddDays(1 + random.NextInt(5)) } })
            .Where(e => e.Hour < Monday)
            .Concat(Planted(3, 6));
        var seen = PlaceWatch.Look(Rule("near-repeat"), Log(repeated), Monday, default);
        Assert.Contains(seen, s => Math.Abs(s.Spot!.Latitude - 31.2305) < 0.0006 && s.Spot.Building == "柳园新村/3");
        Assert.All(seen, s => Assert.True(s.Figures.Single(f => f.What == FigureOf.TimesExpected).Value >= 2));
    }

    [Fact]
    public void A_week_far_above_the_weeks_before_is_seen_for_the_area()
    {
        var calm = Enumerable
            .Range(1, 11 * 7)
            .Select(day => Event(Monday.AddDays(-day), 31.23, 121.47))
            .Where((_, i) => i % 3 == 0);
        Assert.Empty(PlaceWatch.Look(Rule("outbreak"), Log(calm), Monday, default));
        var saw = Assert.Single(PlaceWatch.Look(Rule("outbreak"), Log(calm.Concat(Planted(14, 6))), Monday, default));
        Assert.Null(saw.Spot);
        Assert.True(
            saw.Figures.Single(f => f.What == FigureOf.Matters).Value
                > saw.Figures.Single(f => f.What == FigureOf.UpperLimit).Value
        );
    }

    [Fact]
    public void Messages_worded_alike_are_seen_and_none_of_their_words_is_on_the_card()
    {
        var texts = Enumerable
            .Range(0, 8)
            .Select(n => new PatternText(
                Event(Monday.AddDays(-1 - n), 31.2305, 121.4705),
                "",
                $"张三丰在三号楼门口给电动车拉飞线充电，第{n}次看到，很危险"
            ));
        var saw = Assert.Single(PlaceWatch.Look(Rule("hot-issue"), Log(texts.Select(t => t.Event), texts), Monday, default));
        Assert.Equal(8, saw.Figures.Single(f => f.What == FigureOf.Matters).Value);
        Assert.DoesNotContain("张三丰", System.Text.Json.JsonSerializer.Serialize(saw), StringComparison.Ordinal);
        Assert.DoesNotContain("飞线", saw.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_about_messages_worded_alike_counts_its_own_category_only()
    {
        var texts = Enumerable
            .Range(0, 12)
            .Select(n => new PatternText(
                Event(Monday.AddDays(-1 - (n / 2)), 31.2305, 121.4705, n % 3 == 0 ? "lamp" : "noise"),
                "",
                $"三号楼门口有人给电动车拉飞线充电，第{n}次看到，很危险"
            ));
        var saw = Assert.Single(PlaceWatch.Look(Rule("hot-issue"), Log(texts.Select(t => t.Event), texts), Monday, default));
        Assert.Equal("noise", saw.Category);
        Assert.Equal(8, saw.Figures.Single(f => f.What == FigureOf.Matters).Value);
    }

    [Fact]
    public void A_burst_that_is_over_is_told_once_and_not_again_when_its_card_has_expired()
    {
        var burst = Planted(25, 3).Select(e => e with { Hour = e.Hour.AddDays(-2) });
        var log = Log([.. Background(7), .. burst]);
        Assert.Single(PlaceWatch.Look(Rule("place-scan"), log, Monday, default));
        Assert.Empty(PlaceWatch.Look(Rule("place-scan"), log, Monday.AddDays(35), default));
    }

    [Theory]
    [InlineData("place-scan")]
    [InlineData("near-repeat")]
    [InlineData("outbreak")]
    [InlineData("hot-issue")]
    public void What_happens_later_changes_nothing_of_what_a_rule_about_places_sees(string code)
    {
        List<PatternEvent> past = [.. Background(5), .. Planted(14, 12)];
        List<PatternText> pastTexts = [.. Planted(14, 12).Select(e => new PatternText(e, "", "楼下半夜很吵，睡不着"))];
        var future = Enumerable.Range(0, 60).Select(n => Event(Monday.AddHours(n * 3), 31.2355, 121.4755)).ToList();
        var alone = PlaceWatch.Look(Rule(code), Log(past, pastTexts), Monday, default);
        var knowing = PlaceWatch.Look(
            Rule(code),
            Log(past.Concat(future), pastTexts.Concat(future.Select(e => new PatternText(e, "", "路灯不亮")))),
            Monday,
            default
        );
        Assert.NotEmpty(alone);
        Assert.Equal(
            alone.Select(s => System.Text.Json.JsonSerializer.Serialize(s)),
            knowing.Select(s => System.Text.Json.JsonSerializer.Serialize(s))
        );
    }

    [Fact]
    public void An_alarm_is_right_when_more_comes_than_is_usual_there()
    {
        var rule = Rule("place-scan");
        List<PatternEvent> past = [.. Background(7), .. Planted(12, 21)];
        var saw = Assert.Single(PlaceWatch.Look(rule, Log(past), Monday, default));
        Assert.Null(PlaceWatch.Came(rule, saw, Log(past)));
        PatternEvent After(int days) => Event(Monday.AddDays(days), saw.Spot!.Latitude, saw.Spot.Longitude);
        Assert.Null(PlaceWatch.Came(rule, saw, Log([.. past, After(2)])));
        Assert.Equal(Monday.AddDays(9), PlaceWatch.Came(rule, saw, Log([.. past, After(2), After(9)])));
        Assert.Null(PlaceWatch.Came(rule, saw, Log([.. past, After(2), After(29)])));
    }
}

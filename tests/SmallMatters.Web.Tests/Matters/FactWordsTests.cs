using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Matters;

public class FactWordsTests
{
    [Fact]
    public void Every_fact_of_the_domain_has_words_in_both_languages()
    {
        var facts = typeof(Fact)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Fact)) && !t.IsAbstract)
            .Select(t => t.Name)
            .ToList();
        Assert.NotEmpty(facts);
        Assert.Empty(facts.Except(FactWords.Titles.Keys));
        Assert.Empty(FactWords.Titles.Keys.Except(facts));
        Assert.All(FactWords.Titles.Values, title => Assert.True(title.Zh.Length > 0 && title.En.Length > 0));
    }

    [Fact]
    public void Every_value_of_the_closed_lists_has_words_of_its_own()
    {
        AllDiffer(Enum.GetValues<Kind>(), k => k.Said());
        AllDiffer(Enum.GetValues<Origin>(), o => o.Said());
        AllDiffer(Enum.GetValues<Channel>(), c => c.Said());
        AllDiffer(Enum.GetValues<Stage>(), s => s.Said());
        AllDiffer(Enum.GetValues<OutcomeCode>(), o => o.Said());
        AllDiffer(Enum.GetValues<Door>(), d => d.Said());
        AllDiffer(Enum.GetValues<ClockFor>(), c => c.Said());
        AllDiffer(Enum.GetValues<QuestionState>(), q => q.Said());
        var today = new DateOnly(2026, 3, 2);
        Promise[] promises =
        [
            .. Enum.GetValues<PromiseState>().Select(state => Promised(state, today)),
            Promised(PromiseState.Open, today.AddDays(-1)),
        ];
        AllDiffer(promises, p => p.Said(today));
        AllDiffer(Enum.GetValues<ThreatTo>(), t => t.Said());
        AllDiffer(Enum.GetValues<Act>(), a => a.Said());
        AllDiffer(Enum.GetValues<Storage.Matters.Views.InboxTab>(), t => t.Said());
    }

    private static Promise Promised(PromiseState state, DateOnly day) =>
        new(Guid.Empty, "desk", new PersonalText(default, "修好"), day, false, state);

    private static void AllDiffer<T>(T[] values, Func<T, Domain.Language.Bilingual> said)
    {
        Assert.Equal(values.Length, values.Select(v => said(v).Zh).Distinct().Count());
        Assert.Equal(values.Length, values.Select(v => said(v).En).Distinct().Count());
    }
}

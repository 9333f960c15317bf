using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Seeding;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Raising;
using Xunit;

namespace SmallMatters.Web.Tests.Raising;

/// <summary>The choice of what it is about where there is much to choose from: the demonstration's own.</summary>
public class ThemesTests
{
    [Fact]
    public async Task Every_category_can_be_chosen_and_no_choice_leads_to_another_one()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        await host.Services.GetRequiredService<Seeder>().SettleAsync(1000, TestContext.Current.CancellationToken);
        var jurisdiction = await host.JurisdictionAsync();
        var page = await new Journey(host.NewBrowser()).ToAsync("/raise/about");

        var leadTo = page
            .Document.QuerySelectorAll("main input[name=Subject]")
            .Select(choice => choice.GetAttribute("value"))
            // A dispute is a kind of its own and has no category where the jurisdiction gives it none.
            .Where(subject => Subjects.OtherDoor(subject) is null && subject != Subjects.Dispute)
            .Select(subject =>
                new RaiseAnswers { Subject = subject }
                    .Sorted(jurisdiction)!
                    .Value.Category.Code
            )
            .ToList();

        Assert.Equal(leadTo.Distinct(), leadTo);
        Assert.Equal(
            Kind.Dispute,
            new RaiseAnswers { Subject = Subjects.Dispute }
                .Sorted(jurisdiction)!
                .Value.Kind
        );
        Assert.Equal(
            jurisdiction
                .Categories.Values.Where(c => c.Offered && c.Kind is not (Kind.Dispute or Kind.MinorCase))
                .Select(c => c.Code)
                .Order(),
            leadTo.Order()
        );
        Assert.Equal(
            "suggestion",
            new RaiseAnswers { Subject = Subjects.Suggestion }
                .Sorted(jurisdiction)!
                .Value.Category.Code
        );
    }

    [Fact]
    public async Task Many_categories_stand_under_their_themes_and_the_chosen_ones_theme_is_open()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        await host.Services.GetRequiredService<Seeder>().SettleAsync(1000, TestContext.Current.CancellationToken);
        var jurisdiction = await host.JurisdictionAsync();
        var browser = host.NewBrowser();
        var about = await new Journey(browser).ToAsync("/raise/about");
        Assert.Equal(
            Subjects.Groups(jurisdiction).Select(group => group.Key.Zh),
            about.Document.QuerySelectorAll("main details:not([open]) legend").Select(legend => legend.TextContent)
        );
        Assert.Empty(about.Document.QuerySelectorAll("main details[open]"));
        // With nothing chosen, Tab goes to the first choice that shows: it must not stand before the themes, or none in them is reached.
        Assert.Null(
            about.Document.QuerySelector("main input[name=Subject]:has(~ details), main .govuk-radios:has(~ details) input")
        );

        await browser.SubmitAsync(about, [("Subject", "c:traffic-sign")]);
        about = await browser.GetAsync("/raise/about");

        var open = Assert.Single(about.Document.QuerySelectorAll("main details[open]"));
        Assert.NotNull(open.QuerySelector("input[value='c:traffic-sign'][checked]"));
    }
}

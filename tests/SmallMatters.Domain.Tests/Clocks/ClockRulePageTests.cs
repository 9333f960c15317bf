using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using Xunit;

namespace SmallMatters.Domain.Tests.Clocks;

public sealed class ClockRulePageTests
{
    [Fact]
    public void The_page_of_clock_rules_says_what_the_rules_say()
    {
        var file = Path.Combine(Repository.Root, "docs", "clock-rules.md");
        var page = ClockRulePage.Markdown(ClockRuleBook.BuiltIn, WorkingCalendar.China);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, page);
        }

        Assert.True(
            File.Exists(file) && File.ReadAllText(file) == page,
            "docs/clock-rules.md is not what the rules say. To rewrite it: UPDATE_DOCS=1 dotnet test tests/SmallMatters.Domain.Tests --filter ClockRulePageTests"
        );
    }
}

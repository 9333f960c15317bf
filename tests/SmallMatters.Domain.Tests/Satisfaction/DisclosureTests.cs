using SmallMatters.Domain.Satisfaction;
using Xunit;

namespace SmallMatters.Domain.Tests.Satisfaction;

public class DisclosureTests
{
    [Fact]
    public void Few_answers_are_hidden_and_another_group_with_them()
    {
        Assert.Equal([Told.TooFew, Told.HiddenWithThem, Told.Compared, Told.NotCompared], Disclosure.Of([4, 12, 80, 0]));
    }

    [Theory]
    [InlineData(9, Told.TooFew)]
    [InlineData(10, Told.NotCompared)]
    [InlineData(29, Told.NotCompared)]
    [InlineData(30, Told.Compared)]
    public void Under_ten_nothing_is_told_and_under_thirty_nothing_is_compared(int answers, Told told) =>
        Assert.Equal(told, Disclosure.Of([answers, 300, 300])[0]);

    [Fact]
    public void What_is_left_of_the_total_never_tells_of_a_group_with_few_answers()
    {
        var random = new Random(20261122);
        for (var run = 0; run < 20_000; run++)
        {
            int[] answers =
            [
                .. Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(4) == 0 ? random.Next(12) : random.Next(80)),
            ];
            var told = Disclosure.Of(answers);
            var hidden = Enumerable.Range(0, answers.Length).Where(i => told[i] is Told.TooFew or Told.HiddenWithThem).ToList();
            Assert.All(
                Enumerable.Range(0, answers.Length),
                i => Assert.Equal(answers[i] is > 0 and < 10, told[i] == Told.TooFew)
            );
            if (hidden.Count == 0)
            {
                continue;
            }
            // Either the rest is of two groups and ten answers, or no group with answers is told at all.
            var rest = hidden.Sum(i => answers[i]);
            var allHidden = Enumerable.Range(0, answers.Length).All(i => answers[i] == 0 || hidden.Contains(i));
            Assert.True((hidden.Count >= 2 && rest >= 10) || allHidden, string.Join(' ', answers));
        }
    }
}

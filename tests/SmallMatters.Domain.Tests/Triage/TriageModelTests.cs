using SmallMatters.Domain.Triage;
using Xunit;

namespace SmallMatters.Domain.Tests.Triage;

public sealed class TriageModelTests
{
    private static readonly TriageModel Model = TriageTrainer.Train(NeighbourhoodMessages.Learned, new TriageOptions());

    public static TheoryData<string> AwkwardTexts =>
        [
            "",
            " \t\r\n",
            "\0\0\0",
            "电梯\0坏了",
            "😀😀😀",
            "电梯😀坏了👨‍👩‍👧",
            "\uD83D",
            "坏了\uDC00电梯",
            "。。。，，，！！！",
            "Ｌｉｆｔ　ＢＲＯＫＥＮ １２３",
            "مرحبا بالجيران",
            "\u202E梯电",
            new string('啊', 100_000),
            string.Concat(Enumerable.Repeat("电梯停在七楼，垃圾没人清运。", 8_000)),
        ];

    [Fact]
    public void A_message_like_those_of_a_class_is_suggested_for_that_class()
    {
        foreach (var example in NeighbourhoodMessages.Unseen)
        {
            Assert.Equal(example.Labels[0], Model.Suggest(example.Title, example.Text).First.Label);
        }
    }

    [Fact]
    public void A_title_alone_is_enough_for_a_suggestion()
    {
        Assert.Equal(NeighbourhoodMessages.Lifts, Model.Suggest("电梯停了没人来修", "").First.Label);
    }

    [Fact]
    public void A_title_repeated_at_the_beginning_of_the_text_counts_once()
    {
        var repeated = Model.Suggest("电梯坏了", "电梯坏了\n希望早日维修。");
        var apart = Model.Suggest("电梯坏了", "希望早日维修。");
        Assert.Equal(apart.Ranked, repeated.Ranked);
    }

    [Fact]
    public void Full_width_letters_case_and_the_kind_of_digits_make_no_difference()
    {
        Assert.Equal(Model.Suggest("", "A栋3号 电梯").Ranked, Model.Suggest("", "ａ栋７号，电梯").Ranked);
    }

    [Fact]
    public void The_words_behind_a_suggestion_are_pieces_of_the_message_as_written()
    {
        foreach (var example in NeighbourhoodMessages.Unseen)
        {
            var words = Model.Suggest(example.Title, example.Text).Words;
            Assert.InRange(words.Count, 1, 6);
            Assert.All(words, word => Assert.Contains(word.Text, example.Text, StringComparison.Ordinal));
            Assert.All(words, word => Assert.InRange(word.Weight, double.Epsilon, 1 + 1e-9));
            Assert.Equal(words.OrderByDescending(word => word.Weight).Select(word => word.Text), words.Select(word => word.Text));
        }
    }

    [Fact]
    public void The_word_that_only_one_class_uses_is_among_the_words_behind_it()
    {
        var words = Model.Suggest("", "请问小区的电梯什么时候能修好").Words;
        Assert.Contains(words, word => word.Text.Contains("电梯", StringComparison.Ordinal));
    }

    [Fact]
    public void An_English_word_is_shown_whole()
    {
        TriageExample[] examples =
        [
            .. Enumerable.Range(0, 6).Select(i => new TriageExample("", $"The elevator in block {i} is stuck again", ["lift"])),
            .. Enumerable
                .Range(0, 6)
                .Select(i => new TriageExample("", $"The rubbish at gate {i} was not collected", ["rubbish"])),
        ];
        const string Asked = "Our Elevator is broken";
        var suggestion = TriageTrainer.Train(examples, new TriageOptions()).Suggest("", Asked);
        Assert.Equal("lift", suggestion.First.Label);
        Assert.All(suggestion.Words, word => Assert.Contains(word.Text, Asked.Split(' ')));
        Assert.Contains(suggestion.Words, word => word.Text == "Elevator");
    }

    [Theory]
    [MemberData(nameof(AwkwardTexts))]
    public void Any_text_gets_probabilities_that_sum_to_one_and_words_that_occur_in_it(string text)
    {
        foreach (var (title, body) in new[] { ("", text), (text, ""), (text, "垃圾没人清运"), ("垃圾没人清运", text) })
        {
            var suggestion = Model.Suggest(title, body);
            Assert.Equal(1, suggestion.Ranked.Sum(ranked => ranked.Probability), 1e-9);
            Assert.Equal(Model.Labels.Order(), suggestion.Ranked.Select(ranked => ranked.Label).Order());
            Assert.All(
                suggestion.Ranked.Zip(suggestion.Ranked.Skip(1)),
                pair => Assert.True(pair.First.Probability >= pair.Second.Probability)
            );
            Assert.All(
                suggestion.Words,
                word =>
                    Assert.True(
                        title.Contains(word.Text, StringComparison.Ordinal) || body.Contains(word.Text, StringComparison.Ordinal)
                    )
            );
        }
    }

    [Fact]
    public void A_text_without_any_known_piece_shows_no_words()
    {
        Assert.Empty(Model.Suggest("", "").Words);
        Assert.Empty(Model.Suggest("", "😀").Words);
    }

    [Fact]
    public void A_known_message_is_surer_than_an_unknown_one()
    {
        var known = Model.Suggest("", NeighbourhoodMessages.Learned[0].Text).First.Probability;
        var unknown = Model.Suggest("", "你好").First.Probability;
        Assert.True(known > 0.8, $"{known}");
        Assert.True(unknown < known, $"{unknown}");
    }
}

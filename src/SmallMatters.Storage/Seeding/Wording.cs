using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Seeding;

/// <summary>Sentences from the templates, filled with the place and the time.</summary>
internal sealed class Wording(WordsFile words, Drawn drawn, Happening happening)
{
    public WordsFile All => words;

    public string Of(ImmutableArray<string> templates) => Fill(drawn.Of(templates));

    /// <summary>What the resident writes, and in which language.</summary>
    public (string Text, Tongue Tongue) Raised()
    {
        var english = words.English.Where(e => e[1] == happening.Category.Code).Select(e => e[0]).ToImmutableArray();
        if (!english.IsEmpty && drawn.Happens(0.08))
        {
            return (Fill(drawn.Of(english)), Tongue.En);
        }
        return (drawn.Of(words.Openings) + Of(happening.Category.Texts) + drawn.Of(words.Closings), Tongue.Zh);
    }

    public string Done() => Of(happening.Category.Done);

    public string Cannot() => Of(happening.Category.Cannot.IsEmpty ? words.Cannot : happening.Category.Cannot);

    /// <summary>A name and a telephone number that nobody can have.</summary>
    public Contact Contact(ParticipantId of)
    {
        var name = drawn.Happens(0.7) ? new PersonalText(of, drawn.Of(words.Surnames) + drawn.Of(words.Titles)) : null;
        var phone = drawn.Happens(0.85) ? new PersonalText(of, $"1380000{drawn.Below(10_000):D4}") : null;
        return new Contact(name, phone, null);
    }

    /// <summary>Answers to the category's own questions.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Answers()
    {
        var answers = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>();
        foreach (var q in happening.Category.Questions.Where(q => q.Required || drawn.Happens(0.5)))
        {
            answers[q.Code] = q.Datatype switch
            {
                "singlevaluelist" => [drawn.Of(q.Values).Key],
                "multivaluelist" => [.. q.Values.Where((_, i) => i == 0 || drawn.Happens(0.3)).Select(v => v.Key)],
                "number" => [$"{1 + drawn.Below(5)}"],
                "datetime" => [$"{happening.At.AddHours(8 - drawn.Between(1, 30)):yyyy-MM-dd'T'HH:mm}:00+08:00"],
                _ => [$"{(char)('A' + drawn.Below(4))}{100 + drawn.Below(800)}"],
            };
        }
        return answers.ToImmutable();
    }

    private string Fill(string template) =>
        template
            .Replace("{place}", happening.PlaceWords, StringComparison.Ordinal)
            .Replace("{since}", drawn.Of(words.Since), StringComparison.Ordinal)
            .Replace("{when}", drawn.Of(words.When), StringComparison.Ordinal)
            .Replace("{day}", drawn.Happens(0.5) ? "今天" : "明天", StringComparison.Ordinal);
}

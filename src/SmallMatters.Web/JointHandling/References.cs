using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.JointHandling;

namespace SmallMatters.Web.JointHandling;

/// <summary>References as people type several of them: grouped by spaces, apart by commas, lines or more spaces.</summary>
internal static class References
{
    private const int Digits = 12;

    /// <summary>The matters of the references, or the refusal of the first that is none.</summary>
    public static async Task<(IReadOnlyList<MatterBeside> Matters, Refusal? Why)> ReadAsync(
        Db db,
        string? typed,
        string field,
        CancellationToken cancel
    )
    {
        var numbers = new List<long>();
        foreach (var one in Split(typed))
        {
            if (!Reference.TryParse(one, out var reference))
            {
                return ([], Unknown(one, field));
            }
            numbers.Add(reference.Value);
        }
        var found = await JointLists.MattersAsync(db, numbers, cancel);
        return numbers.Find(n => found.All(m => m.Number != n)) is var missing and not 0
            ? ([], Unknown(Reference.FromValue(missing).ToString(), field))
            : (found, null);
    }

    private static IEnumerable<string> Split(string? typed)
    {
        var digits = "";
        foreach (
            var piece in (typed ?? "").Split(
                [' ', '\n', '\r', '\t', ',', '，', '、', ';', '；'],
                StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            digits += piece;
            if (digits.Count(char.IsAsciiDigit) >= Digits || !digits.All(c => char.IsAsciiDigit(c) || c == '-'))
            {
                yield return digits;
                digits = "";
            }
        }
        if (digits.Length > 0)
        {
            yield return digits;
        }
    }

    private static Refusal Unknown(string typed, string field) =>
        Refusal.Of("unknown-matter", $"没有编号为“{typed}”的诉求。", $"There is no matter “{typed}”.", field);
}

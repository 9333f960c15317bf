using System.Globalization;

namespace SmallMatters.Bench.Harness;

/// <summary>Named arguments of a benchmark: <c>--name value</c>.</summary>
internal sealed class Arguments(string[] arguments)
{
    public string? Text(string name)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }

    public int Number(string name, int otherwise) =>
        Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

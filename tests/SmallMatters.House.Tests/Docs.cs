namespace SmallMatters.House.Tests;

using Xunit;

internal static class Docs
{
    /// <summary>Compares a generated page with the one that is kept; UPDATE_DOCS=1 writes it instead.</summary>
    public static void Same(string relative, string expected)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Repo.Full(relative), expected);
        }
        Assert.True(File.Exists(Repo.Full(relative)), $"{relative} is missing: UPDATE_DOCS=1 ./test house writes it");
        Assert.Equal(expected, Repo.Read(relative));
    }
}

using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Following;

/// <summary>The key that a form carries from when it was made, so that sent twice it is taken once.</summary>
public static class SubmissionKey
{
    /// <summary>A new one: 32 hexadecimal digits.</summary>
    public static string Draw() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Whether it is one that a form was given.</summary>
    public static bool IsOne([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? key) =>
        key is { Length: 32 } && key.All(char.IsAsciiHexDigitLower);

    /// <summary>
    /// Who comes to take part by a submission: a hash of its key, so that twice the same is the same person, and nobody can
    /// choose a key that makes them somebody else.
    /// </summary>
    public static ParticipantId Newcomer(string how, Reference reference, string key) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{how}\n{reference.Value}\n{key}")).AsSpan(0, 16)));
}

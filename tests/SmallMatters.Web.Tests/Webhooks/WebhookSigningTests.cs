using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmallMatters.Web.Webhooks;
using Xunit;

namespace SmallMatters.Web.Tests.Webhooks;

/// <summary>The signature is that of Standard Webhooks, so that any partner's library reads it.</summary>
public class WebhookSigningTests
{
    private static readonly byte[] Secret = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly byte[] Body = "{\"test\": 2432232314}"u8.ToArray();
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long At = 1_614_265_330;
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    /// <summary>What a receiver makes of a message by itself, to compare the header with.</summary>
    internal static string ByHand(byte[] secret, string id, string at, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{at}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed));
    }

    [Fact]
    public void The_published_vector_is_signed_and_verified_and_so_is_one_of_several_signatures()
    {
        var at = At.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(Signature, ByHand(Secret, Id, at, Body));
        Assert.Equal(Signature, WebhookSigning.Sign([Secret], Id, At, Body));
        var (key, now) = (Guid.CreateVersion7(), DateTimeOffset.FromUnixTimeSeconds(At));
        Guid? With(string signatures, byte[] body) => WebhookSigning.Verify([(key, Secret)], Id, at, signatures, body, now);
        Assert.Equal(key, With(Signature, Body));
        Assert.Equal(key, With($"v1,{Convert.ToBase64String(new byte[32])} {Signature}", Body));
        Assert.Null(With(Signature, [.. Body, (byte)' ']));
        Assert.Null(With(Signature.Replace("v1,", "v2,", StringComparison.Ordinal), Body));
    }
}

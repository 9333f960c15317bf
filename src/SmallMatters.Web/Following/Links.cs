using QRCoder;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Keys;

namespace SmallMatters.Web.Following;

/// <summary>Addresses behind a secret link.</summary>
public static class Links
{
    private const int DotsPerModule = 6;

    /// <summary>The secret part of a person's first link.</summary>
    public static string Secret(HttpContext context, ParticipantId person) =>
        context.RequestServices.GetRequiredService<KeyRing>().LinkFor(person.Value, 1);

    /// <summary>A QR code as a PNG picture.</summary>
    public static byte[] Code(string whole)
    {
        using var data = QRCodeGenerator.GenerateQrCode(whole, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        return code.GetGraphic(DotsPerModule);
    }

    /// <summary>The page behind a link.</summary>
    public static string Matter(string token) => $"/m/{token}";

    /// <summary>The same with the product's address before it, for giving away and for the QR code.</summary>
    public static string Whole(HttpContext context, string token) =>
        context.RequestServices.GetRequiredService<StorageSettings>().PublicAddress + Matter(token);
}

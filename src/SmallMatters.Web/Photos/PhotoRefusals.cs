using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Photos;

/// <summary>Every reason for which a file is not taken as a photo.</summary>
public static class PhotoRefusals
{
    public static readonly Refusal NotAPhoto = Refusal.Of(
        "photo-not-a-photo",
        "这个文件不是可以接收的照片。请选择 JPEG、PNG 或 WebP 格式的照片。",
        "This file is not a photo that can be taken. Choose a photo in JPEG, PNG or WebP format."
    );

    public static readonly Refusal TooLarge = Refusal.Of(
        "photo-too-large",
        $"照片太大：每张最多 {PhotoCleaner.MaxBytes / 1024 / 1024} MB。",
        $"The photo is too large: at most {PhotoCleaner.MaxBytes / 1024 / 1024} MB each."
    );

    public static readonly Refusal Broken = Refusal.Of(
        "photo-broken",
        "照片文件已损坏或没有传完整。请重新选择，或再拍一张。",
        "The photo file is damaged or incomplete. Choose it again, or take another."
    );

    public static readonly Refusal TooManyPixels = Refusal.Of(
        "photo-too-many-pixels",
        $"照片的像素太多：最多 {PhotoCleaner.MaxPixels / 1_000_000 * 100} 万像素。请用较小的尺寸。",
        $"The photo has too many pixels: at most {PhotoCleaner.MaxPixels / 1_000_000} megapixels. Use a smaller size."
    );
}

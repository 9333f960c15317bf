using MetadataExtractor;
using MetadataExtractor.Formats.Adobe;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.FileType;
using MetadataExtractor.Formats.Jfif;
using MetadataExtractor.Formats.Jpeg;
using MetadataExtractor.Formats.Png;
using MetadataExtractor.Formats.WebP;

namespace SmallMatters.Web.Tests.Photos;

/// <summary>Reads photos back with an independent library and lists what says more than how to decode and turn them.</summary>
internal static class MetadataReader
{
    internal static IReadOnlyList<MetadataExtractor.Directory> Read(byte[] photo)
    {
        using var stream = new MemoryStream(photo);
        return ImageMetadataReader.ReadMetadata(stream);
    }

    internal static IReadOnlyList<string> Telling(byte[] photo) =>
        [
            .. Read(photo)
                .Where(directory => !IsNeeded(directory))
                .Select(d => $"{d.Name}: {string.Join("; ", d.Tags)} {string.Join("; ", d.Errors)}"),
        ];

    private static bool IsNeeded(MetadataExtractor.Directory directory) =>
        directory switch
        {
            FileTypeDirectory or JpegDirectory or HuffmanTablesDirectory or WebPDirectory => true,
            JfifDirectory jfif => jfif.GetInt32(JfifDirectory.TagThumbWidth) == 0
                && jfif.GetInt32(JfifDirectory.TagThumbHeight) == 0,
            AdobeJpegDirectory => true,
            PngDirectory png => png.Name is "PNG-IHDR" or "PNG-PLTE" or "PNG-tRNS" or "PNG-gAMA" or "PNG-sRGB",
            ExifIfd0Directory exif => exif.Tags.All(tag => tag.Type == ExifDirectoryBase.TagOrientation),
            _ => false,
        };
}

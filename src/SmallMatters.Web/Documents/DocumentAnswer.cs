using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Documents;

/// <summary>The forms in which documents are handed out.</summary>
public enum DocumentForm
{
    /// <summary>A page for the browser's own printing.</summary>
    Print,

    /// <summary>For word processing.</summary>
    Docx,

    /// <summary>As it is printed.</summary>
    Pdf,
}

/// <summary>Hands documents out; no cache keeps them.</summary>
public static class DocumentAnswer
{
    /// <summary>Said where a PDF cannot be made.</summary>
    public static Bilingual NoPdf { get; } =
        new("现在不能生成 PDF，请打印或者下载 DOCX。", "No PDF can be made now; print it or take the DOCX.");

    /// <summary>The form of an address.</summary>
    public static DocumentForm? FormOf(string? typed) =>
        typed switch
        {
            "print" => DocumentForm.Print,
            "docx" => DocumentForm.Docx,
            "pdf" => DocumentForm.Pdf,
            _ => null,
        };

    /// <summary>A file to keep; null where a PDF cannot be printed now.</summary>
    public static async Task<FileContentResult?> MakeAsync(
        HttpContext context,
        PdfPrinter printer,
        DocumentFile file,
        DocumentForm form,
        Tongue tongue,
        string name
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            return form == DocumentForm.Docx
                ? new FileContentResult(DocxWriter.Write(file, tongue), DocxWriter.MediaType)
                {
                    FileDownloadName = $"{name}.docx",
                }
                : new FileContentResult(await printer.PrintAsync(file, tongue, context.RequestAborted), PdfPrinter.MediaType)
                {
                    FileDownloadName = $"{name}.pdf",
                };
        }
        catch (PrintingFailedException)
        {
            return null;
        }
    }
}

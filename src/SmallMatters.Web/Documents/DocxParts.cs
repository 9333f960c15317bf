using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Documents;

/// <summary>Styles, settings, footer and page of every DOCX.</summary>
internal static class DocxParts
{
    private const string Serif = "宋体";
    private const string Sans = "黑体";

    public static Styles Styles() =>
        new(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(Fonts(Serif), new FontSize { Val = "24" })),
                new ParagraphPropertiesDefault(
                    new ParagraphPropertiesBaseStyle(
                        new SpacingBetweenLines
                        {
                            After = "60",
                            Line = "360",
                            LineRule = LineSpacingRuleValues.Auto,
                        }
                    )
                )
            ),
            Style("Normal", [], []),
            Style(
                "Title",
                [
                    new KeepNext(),
                    new SpacingBetweenLines { Before = "120", After = "240" },
                    new Justification { Val = JustificationValues.Center },
                ],
                [Fonts(Sans), new Bold(), new FontSize { Val = "40" }]
            ),
            Style(
                "Cover",
                [
                    new KeepNext(),
                    new SpacingBetweenLines { Before = "2400", After = "1200" },
                    new Justification { Val = JustificationValues.Center },
                ],
                [Fonts(Sans), new Bold(), new FontSize { Val = "60" }]
            ),
            Style(
                "Heading",
                [new KeepNext(), new SpacingBetweenLines { Before = "60", After = "60" }],
                [Fonts(Sans), new Bold()]
            ),
            Style("Cell", [new SpacingBetweenLines { Before = "60", After = "60" }], []),
            Style("Numbered", [new Indentation { Left = "360", Hanging = "360" }], []),
            Style("Remark", [new Justification { Val = JustificationValues.Right }], [new FontSize { Val = "21" }]),
            Style(
                "Gap",
                [
                    new SpacingBetweenLines
                    {
                        After = "0",
                        Line = "120",
                        LineRule = LineSpacingRuleValues.Exact,
                    },
                ],
                []
            ),
            Style("Signature", [new KeepLines(), new SpacingBetweenLines { Before = "200" }], []),
            Style(
                "Ruled",
                [
                    new ParagraphBorders(
                        new BottomBorder
                        {
                            Val = BorderValues.Single,
                            Size = 4,
                            Space = 1,
                            Color = "808080",
                        },
                        new BetweenBorder
                        {
                            Val = BorderValues.Single,
                            Size = 4,
                            Space = 1,
                            Color = "808080",
                        }
                    ),
                    new SpacingBetweenLines
                    {
                        After = "0",
                        Line = "480",
                        LineRule = LineSpacingRuleValues.Exact,
                    },
                ],
                []
            ),
            Framed()
        );

    /// <summary>Title and language, and no time and no name.</summary>
    public static string Properties(string title, Tongue tongue)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dublin = "http://purl.org/dc/elements/1.1/";
        var root = new XElement(
            core + "coreProperties",
            new XElement(dublin + "title", title),
            new XElement(dublin + "language", tongue == Tongue.Zh ? "zh-CN" : "en")
        );
        return root.ToString(SaveOptions.DisableFormatting);
    }

    public static Settings Settings() =>
        new(
            new Compatibility(
                new CompatibilitySetting
                {
                    Name = CompatSettingNameValues.CompatibilityMode,
                    Uri = "http://schemas.microsoft.com/office/word",
                    Val = "15",
                }
            )
        );

    public static Footer Footer(Tongue tongue)
    {
        var paragraph = new Paragraph(new ParagraphProperties(new Justification { Val = JustificationValues.Center }));
        var (before, between, after) = tongue == Tongue.Zh ? ("第 ", " 页　共 ", " 页") : ("Page ", " of ", "");
        paragraph.Append(DocxBlocks.Words(before));
        paragraph.Append(Field(" PAGE ", "1"));
        paragraph.Append(DocxBlocks.Words(between));
        paragraph.Append(Field(" NUMPAGES ", "1"));
        paragraph.Append(DocxBlocks.Words(after));
        return new Footer(paragraph);
    }

    /// <summary>The page on which a bookmark stands.</summary>
    public static IEnumerable<OpenXmlElement> PageOf(string bookmark) => Field($" PAGEREF {bookmark} \\h ", "", dirty: true);

    /// <summary>A4. The cover has no page number.</summary>
    public static SectionProperties Page(bool hasCover)
    {
        var page = new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = "footer" },
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin
            {
                Top = 1418,
                Bottom = 1418,
                Left = 1418,
                Right = 1418,
                Header = 720,
                Footer = 720,
                Gutter = 0,
            }
        );
        if (hasCover)
        {
            page.Append(new TitlePage());
        }
        return page;
    }

    private static IEnumerable<OpenXmlElement> Field(string code, string shown, bool dirty = false)
    {
        var begin = new FieldChar { FieldCharType = FieldCharValues.Begin };
        if (dirty)
        {
            begin.Dirty = true;
        }
        return
        [
            new Run(begin),
            new Run(new FieldCode(code) { Space = SpaceProcessingModeValues.Preserve }),
            new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
            new Run(new Text(shown)),
            new Run(new FieldChar { FieldCharType = FieldCharValues.End }),
        ];
    }

    private static RunFonts Fonts(string east) =>
        new()
        {
            Ascii = "Times New Roman",
            HighAnsi = "Times New Roman",
            EastAsia = east,
        };

    private static Style Style(string id, OpenXmlElement[] paragraph, OpenXmlElement[] run)
    {
        var style = new Style
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
            Default = id == "Normal" ? true : null,
        };
        style.Append(new StyleName { Val = id });
        if (id != "Normal")
        {
            style.Append(new BasedOn { Val = "Normal" });
        }
        style.Append(new PrimaryStyle());
        if (paragraph.Length > 0)
        {
            style.Append(new StyleParagraphProperties(paragraph));
        }
        if (run.Length > 0)
        {
            style.Append(new StyleRunProperties(run));
        }
        return style;
    }

    private static Style Framed() =>
        new(
            new StyleName { Val = "Framed" },
            new StyleTableProperties(
                new TableBorders(
                    new TopBorder { Val = BorderValues.Single, Size = 4 },
                    new LeftBorder { Val = BorderValues.Single, Size = 4 },
                    new BottomBorder { Val = BorderValues.Single, Size = 4 },
                    new RightBorder { Val = BorderValues.Single, Size = 4 },
                    new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 },
                    new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 }
                ),
                new TableCellMarginDefault(
                    new TopMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
                    new TableCellLeftMargin { Width = 100, Type = TableWidthValues.Dxa },
                    new BottomMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
                    new TableCellRightMargin { Width = 100, Type = TableWidthValues.Dxa }
                )
            )
        )
        {
            Type = StyleValues.Table,
            StyleId = "Framed",
            CustomStyle = true,
        };
}

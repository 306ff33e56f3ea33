using System.Globalization;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Raster.Tables;

namespace Graticule.Analysis.Change.Results;

/// <summary>
/// The segments of a chip as a table in Parquet, a row a segment, with the columns of LCMAP's table of segments: corner of chip and pixel, days as dates,
/// then for each band magnitude, root mean square error, intercept and seven coefficients. A pixel without segments has one row with the date
/// 0001-01-01; one without a result has a row with the reason.
/// </summary>
public static class SegmentTable
{
    private const string NoDay = "0001-01-01";
    private const int Coefficients = 7;

    private static readonly string[] Bands = ["bl", "gr", "re", "ni", "s1", "s2", "th"];

    private static readonly TableColumn[] Columns =
    [
        new("cx", ColumnType.WholeNumber), new("cy", ColumnType.WholeNumber), new("px", ColumnType.WholeNumber), new("py", ColumnType.WholeNumber),
        new("sday", ColumnType.Text), new("eday", ColumnType.Text), new("bday", ColumnType.Text), new("chprob", ColumnType.Number),
        new("curqa", ColumnType.WholeNumber), new("count", ColumnType.WholeNumber), new("fault", ColumnType.Text), .. Bands.SelectMany(Of),
    ];

    /// <summary>Writes the table, a strip at a time.</summary>
    /// <param name="path">Of the file; must not exist.</param>
    /// <param name="header">Of the chip.</param>
    /// <param name="strips">As <see cref="StripCodec.Decode"/> gives them.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ChipHeader header, IEnumerable<IReadOnlyList<PixelOutcome>> strips)
    {
        using var file = new ParquetFile(path, Columns);
        file.Facts["algorithm"] = header.Key.Algorithm;
        file.Facts["produced"] = header.Produced.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        file.Facts["source"] = header.Source;
        var row = new object?[Columns.Length];
        foreach (var pixel in strips.SelectMany(strip => strip))
        {
            (row[0], row[1]) = ((long)header.Key.ChipX, (long)header.Key.ChipY);
            (row[2], row[3]) = ((long)ChipShape.X(header.Key.ChipX, pixel.Pixel), (long)ChipShape.Y(header.Key.ChipY, pixel.Pixel));
            if (pixel.Result is { Models: { Count: > 0 } models })
            {
                foreach (var model in models)
                {
                    Fill(row, model);
                    file.Add(row);
                }

                continue;
            }

            Array.Clear(row, 4, row.Length - 4);
            if (pixel.Result is null)
            {
                row[10] = pixel.Fault ?? "";
            }
            else
            {
                (row[4], row[5], row[6]) = (NoDay, NoDay, NoDay);
            }

            file.Add(row);
        }

        file.Finish();
    }

    private static IEnumerable<TableColumn> Of(string band) =>
        Enumerable.Range(1, Coefficients).Select(i => string.Create(CultureInfo.InvariantCulture, $"{band}coef{i}")).Prepend(band + "int").Prepend(band + "rmse").Prepend(band + "mag")
            .Select(name => new TableColumn(name, ColumnType.Number));

    private static void Fill(object?[] row, ChangeModel model)
    {
        (row[4], row[5], row[6]) = (Date(model.StartDay), Date(model.EndDay), Date(model.BreakDay));
        (row[7], row[8], row[9], row[10]) = (model.ChangeProbability, (long)model.CurveQa, (long)model.ObservationCount, null);
        var next = 11;
        foreach (var band in model.Bands)
        {
            (row[next], row[next + 1], row[next + 2]) = (band.Magnitude, band.Rmse, band.Intercept);
            next += 3;
            foreach (var coefficient in band.Coefficients)
            {
                row[next++] = coefficient;
            }
        }
    }

    /// <summary>Day 0, which the early version gives for the break day of single fits, is no day.</summary>
    private static string Date(int day) =>
        day is > 0 and <= 3_652_059 ? DateOnly.FromDayNumber(day - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : NoDay;
}

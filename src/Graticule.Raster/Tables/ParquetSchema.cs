using Field = Graticule.Raster.Tables.CompactReader.Field;

namespace Graticule.Raster.Tables;

/// <summary>Reads the tree of columns, which the file has as a list: each followed by its children.</summary>
internal static class ParquetSchema
{
    private const int Repeated = 2;
    private const int Required = 0;
    private const int MostDepth = 16;

    internal static List<ParquetLeaf> Read(ref CompactReader reader, Field list)
    {
        List<Element> elements = [];
        for (var left = reader.Structs(list); left > 0; left--)
        {
            elements.Add(ReadElement(ref reader));
        }

        List<ParquetLeaf> leaves = [];
        if (elements.Count > 0)
        {
            var next = 1;
            for (var i = 0; i < elements[0].Children; i++)
            {
                Collect(elements, ref next, "", 0, 0, 0, leaves);
            }
        }

        return leaves;
    }

    private static void Collect(List<Element> elements, ref int next, string prefix, int definition, int repetition, int depth, List<ParquetLeaf> leaves)
    {
        if (next >= elements.Count || depth > MostDepth)
        {
            throw new ParquetException("is damaged: its columns are no tree");
        }

        var element = elements[next++];
        definition += element.Repetition == Required ? 0 : 1;
        repetition += element.Repetition == Repeated ? 1 : 0;
        var name = prefix + element.Name;
        if (element.Type is { } type)
        {
            leaves.Add(new(name, type, element.Length, element.Meaning, definition, repetition));
            return;
        }

        for (var i = 0; i < element.Children; i++)
        {
            Collect(elements, ref next, name + ".", definition, repetition, depth + 1, leaves);
        }
    }

    private static Element ReadElement(ref CompactReader reader)
    {
        Element element = new(null, 0, Required, "", 0, ParquetMeaning.Plain);
        reader.Enter();
        Field field = default;
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    element = element with { Type = (ParquetType)reader.Int32(field) };
                    break;
                case 2:
                    element = element with { Length = reader.Int32(field) };
                    break;
                case 3:
                    element = element with { Repetition = reader.Int32(field) };
                    break;
                case 4:
                    element = element with { Name = reader.Text(field) };
                    break;
                case 5:
                    element = element with { Children = reader.Int32(field) };
                    break;
                case 6:
                    element = element with { Meaning = element.Meaning == ParquetMeaning.Plain ? Converted(reader.Int32(field)) : Passed(ref reader, field, element.Meaning) };
                    break;
                case 10:
                    element = element with { Meaning = ReadLogical(ref reader) ?? element.Meaning };
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        return element;
    }

    private static ParquetMeaning Passed(ref CompactReader reader, Field field, ParquetMeaning meaning)
    {
        reader.Skip(field);
        return meaning;
    }

    /// <summary>By the numbers of the format's older list.</summary>
    private static ParquetMeaning Converted(int type) => type switch
    {
        0 or 4 or 19 => ParquetMeaning.Text,
        6 => ParquetMeaning.Date,
        9 => ParquetMeaning.Milliseconds,
        10 => ParquetMeaning.Microseconds,
        >= 11 and <= 14 => ParquetMeaning.UnsignedNumber,
        (>= 15 and <= 18) or (>= 1 and <= 3) => ParquetMeaning.Plain,
        _ => ParquetMeaning.Other,
    };

    /// <summary>By the members of the newer union; null: it says nothing of values.</summary>
    private static ParquetMeaning? ReadLogical(ref CompactReader reader)
    {
        ParquetMeaning? meaning = null;
        reader.Enter();
        Field field = default;
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 8:
                    meaning = ReadUnit(ref reader);
                    continue;
                case 10:
                    meaning = ReadSign(ref reader);
                    continue;
            }

            meaning = field.Id switch
            {
                1 or 4 or 12 => ParquetMeaning.Text,
                2 or 3 or 11 => null,
                6 => ParquetMeaning.Date,
                >= 16 => ParquetMeaning.Plain,
                _ => ParquetMeaning.Other,
            };
            reader.Skip(field);
        }

        return meaning;
    }

    /// <summary>Whether a moment is of UTC does not matter: those that are not are taken for it.</summary>
    private static ParquetMeaning ReadUnit(ref CompactReader reader)
    {
        var meaning = ParquetMeaning.Other;
        reader.Enter();
        Field field = default;
        while (reader.Next(ref field))
        {
            if (field.Id != 2)
            {
                reader.Skip(field);
                continue;
            }

            reader.Enter();
            Field unit = default;
            while (reader.Next(ref unit))
            {
                meaning = unit.Id switch { 1 => ParquetMeaning.Milliseconds, 2 => ParquetMeaning.Microseconds, 3 => ParquetMeaning.Nanoseconds, _ => ParquetMeaning.Other };
                reader.Skip(unit);
            }
        }

        return meaning;
    }

    private static ParquetMeaning ReadSign(ref CompactReader reader)
    {
        var isSigned = true;
        reader.Enter();
        Field field = default;
        while (reader.Next(ref field))
        {
            isSigned = field.Id == 2 ? CompactReader.Truth(field) : isSigned;
            if (field.Id != 2)
            {
                reader.Skip(field);
            }
        }

        return isSigned ? ParquetMeaning.Plain : ParquetMeaning.UnsignedNumber;
    }

    private sealed record Element(ParquetType? Type, int Length, int Repetition, string Name, int Children, ParquetMeaning Meaning);
}

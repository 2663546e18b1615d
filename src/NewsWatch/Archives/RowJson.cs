using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NewsWatch.Archives;

/// <summary>A row as a line of JSON: an array of its values.</summary>
internal static class RowJson
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(Utf8JsonWriter writer, object?[] row)
    {
        writer.WriteStartArray();
        foreach (var value in row)
            switch (value)
            {
                case null:
                    writer.WriteNullValue();
                    break;
                case long number:
                    writer.WriteNumberValue(number);
                    break;
                case string text:
                    writer.WriteStringValue(text);
                    break;
                default:
                    throw new ArgumentException($"a {value.GetType().Name} is no value of an archive", nameof(row));
            }

        writer.WriteEndArray();
    }

    /// <exception cref="FormatException">The line is no row of so many values.</exception>
    public static object?[] Read(in ReadOnlySequence<byte> line, int columns)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            var row = new object?[columns];
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                throw new FormatException();

            for (var i = 0; i < columns; i++)
                row[i] = reader.Read() ? Value(ref reader) : throw new FormatException();

            return reader.Read() && reader.TokenType == JsonTokenType.EndArray && !reader.Read() ? row : throw new FormatException();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException(error.Message, error);
        }
    }

    private static object? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number => reader.GetInt64(),
        JsonTokenType.String => reader.GetString(),
        _ => throw new FormatException(),
    };
}

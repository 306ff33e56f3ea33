using System.Text;
using Graticule.Jobs;
using Graticule.Jobs.Files.Library;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>
/// A form with one part <c>file</c> and fields before or behind it: <c>typeId</c>. Digests of the file may be headers of its part, or of the
/// request, where they mean the file and not the form.
/// </summary>
internal sealed class UploadForm(HpcRequest request, string boundary)
{
    private const int BufferBytes = 256 << 10;
    private const int LongestField = 64 << 10;

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private NewFile? _file;
    private ReceivedContent? _content;

    /// <summary>Reads the form to its end; the file is there when all of it was right.</summary>
    public async Task<UserFile> SaveAsync()
    {
        try
        {
            await ReadAsync();
            var file = _file is { } found && _content is not null ? found : throw HpcErrors.Field("/file", "No file was submitted: the form needs a part 'file' with a filename.");
            var type = _fields.GetValueOrDefault("typeId") ?? _fields.GetValueOrDefault("type_id") ?? request.Query("typeId") ?? request.Query("type_id");
            return await request.Parts.Library.KeepAsync(type is null ? file : file with { Type = UploadPages.ReadType(type) }, _content, request.Aborted);
        }
        catch (Exception exception) when (exception is InvalidDataException || (exception is IOException and not BadHttpRequestException && _content is null && exception.Message.Contains("multipart", StringComparison.OrdinalIgnoreCase)))
        {
            throw HpcErrors.BadRequest($"Multipart form parse error - {exception.Message}");
        }
        finally
        {
            _content?.Dispose();
        }
    }

    private async Task ReadAsync()
    {
        var reader = new MultipartReader(boundary, request.Context.Request.Body, BufferBytes) { BodyLengthLimit = null };
        while (await reader.ReadNextSectionAsync(request.Aborted) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || disposition.Name.Length == 0)
            {
                throw new InvalidDataException("a part has no name.");
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (UploadPages.NameOf(section.ContentDisposition) is { } fileName)
            {
                await ReceiveAsync(section, fileName);
            }
            else if (name == "file")
            {
                throw HpcErrors.Field("/file", "The submitted data was not a file: the part needs a filename.");
            }
            else
            {
                _fields[name] = await ReadFieldAsync(section.Body, name);
            }
        }
    }

    private async Task ReceiveAsync(MultipartSection section, string name)
    {
        if (_file is not null)
        {
            throw HpcErrors.Field("/file", "One file at a time: send each in a request of its own.");
        }

        name = WireNames.BaseName(name);
        var expected = Digests(section);
        _file = new(request.Owner, name)
        {
            Type = section.Headers?.TryGetValue("typeId", out var type) == true ? UploadPages.ReadType(type.ToString()) : FileTypes.Input,
            Expected = expected,
        };
        _content = await request.Parts.Library.ReceiveAsync(request.Owner, name, section.Body, expected.Sha256 is not null, request.Aborted);
        expected.Check(_content.Digests);
    }

    /// <summary>What stands nearest to the file holds.</summary>
    private ExpectedDigests Digests(MultipartSection section)
    {
        var own = new HeaderDictionary(section.Headers ?? []);
        return new[] { own, request.Context.Request.Headers }
            .SelectMany(headers => new[] { DigestHeaders.Read(headers, DigestHeaders.Whole), DigestHeaders.Read(headers, DigestHeaders.Content) })
            .FirstOrDefault(digests => digests != ExpectedDigests.None, ExpectedDigests.None);
    }

    private async Task<string> ReadFieldAsync(Stream body, string name)
    {
        var bytes = new byte[LongestField + 1];
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, request.Aborted);
        return count > LongestField || _fields.Count > 100
            ? throw HpcErrors.Field($"/{name}", $"Ensure this field has no more than {LongestField} bytes.")
            : Encoding.UTF8.GetString(bytes, 0, count).Trim();
    }
}

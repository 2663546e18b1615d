using NewsWatch.Alerts;

namespace NewsWatch.Delivery;

/// <summary>
/// Mails as <c>.eml</c> files in a folder. The file's name is the delivery's id, and it appears whole or not at all: a repeat
/// replaces it with the same bytes.
/// </summary>
/// <param name="from">Who the mails are from.</param>
/// <param name="root">What a relative folder is relative to.</param>
public sealed class FolderChannel(MailSender from, string root) : IDeliveryChannel
{
    public string Name => ChannelNames.Folder;

    public async Task<DeliveryResult> Send(Delivery delivery, OutgoingMessage message, CancellationToken cancellation)
    {
        var mail = MimeMessage.Write(delivery, message, from, $"reader@{from.Domain}");
        try
        {
            var folder = Directory.CreateDirectory(Path.GetFullPath(delivery.Recipient, root)).FullName;
            var unfinished = Path.Combine(folder, $".{delivery.Id}.part");
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            {
                await file.WriteAsync(mail, cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, Path.Combine(folder, $"{delivery.Id}.eml"), overwrite: true);
            return new DeliveryResult.Sent();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new DeliveryResult.Failed(Retryable: true, $"the folder '{delivery.Recipient}' cannot be written to: {error.Message}");
        }
    }
}

using NewsWatch.Alerts;

namespace NewsWatch.Delivery;

/// <summary>Who our mails are from.</summary>
public sealed record MailSender
{
    /// <exception cref="ArgumentException">The address cannot be sent from; the message says why.</exception>
    public MailSender(string address, string name = "NewsWatch")
    {
        Address = EmailAddress.TryParse(address, out var parsed, out var problem) ? parsed : throw new ArgumentException(problem, nameof(address));
        Name = name;
    }

    public string Address { get; }

    /// <summary>The name that mail clients show.</summary>
    public string Name { get; }

    /// <summary>The right half of our Message-IDs.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];
}

using System.Net;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Outbound;

public sealed class SpecialAddressesTests
{
    [Theory]
    [InlineData("0.0.0.0", "RFC 791")]
    [InlineData("0.255.255.255", "RFC 791")]
    [InlineData("10.0.0.0", "RFC 1918")]
    [InlineData("10.255.255.255", "RFC 1918")]
    [InlineData("100.64.0.0", "RFC 6598")]
    [InlineData("100.127.255.255", "RFC 6598")]
    [InlineData("127.0.0.1", "RFC 1122")]
    [InlineData("127.255.255.255", "RFC 1122")]
    [InlineData("169.254.0.0", "RFC 3927")]
    [InlineData("169.254.169.254", "RFC 3927")]
    [InlineData("172.16.0.0", "RFC 1918")]
    [InlineData("172.31.255.255", "RFC 1918")]
    [InlineData("192.0.0.0", "RFC 6890")]
    [InlineData("192.0.0.170", "RFC 6890")]
    [InlineData("192.0.2.1", "RFC 5737")]
    [InlineData("192.31.196.1", "RFC 7535")]
    [InlineData("192.52.193.1", "RFC 7450")]
    [InlineData("192.88.99.1", "RFC 7526")]
    [InlineData("192.168.0.0", "RFC 1918")]
    [InlineData("192.168.255.255", "RFC 1918")]
    [InlineData("192.175.48.1", "RFC 7534")]
    [InlineData("198.18.0.0", "RFC 2544")]
    [InlineData("198.19.255.255", "RFC 2544")]
    [InlineData("198.51.100.7", "RFC 5737")]
    [InlineData("203.0.113.7", "RFC 5737")]
    [InlineData("224.0.0.1", "RFC 5771")]
    [InlineData("239.255.255.255", "RFC 5771")]
    [InlineData("240.0.0.1", "RFC 1112")]
    [InlineData("255.255.255.255", "RFC 8190")]
    [InlineData("::", "RFC 4291")]
    [InlineData("::1", "RFC 4291")]
    [InlineData("64:ff9b:1::1", "RFC 8215")]
    [InlineData("100::1", "RFC 6666")]
    [InlineData("100:0:0:1::1", "RFC 9780")]
    [InlineData("2001::1", "RFC 4380")]
    [InlineData("2001:1::1", "RFC 7723")]
    [InlineData("2001:1::2", "RFC 8155")]
    [InlineData("2001:1::3", "RFC 9665")]
    [InlineData("2001:1::4", "RFC 2928")]
    [InlineData("2001:2::1", "RFC 5180")]
    [InlineData("2001:3::1", "RFC 7450")]
    [InlineData("2001:4:112::1", "RFC 7535")]
    [InlineData("2001:10::1", "RFC 4843")]
    [InlineData("2001:20::1", "RFC 7343")]
    [InlineData("2001:30::1", "RFC 9374")]
    [InlineData("2001:1ff:ffff::1", "RFC 2928")]
    [InlineData("2001:db8::1", "RFC 3849")]
    [InlineData("2002:808:808::1", "RFC 3056")]
    [InlineData("2620:4f:8000::1", "RFC 7534")]
    [InlineData("3fff:fff::1", "RFC 9637")]
    [InlineData("5f00::1", "RFC 9602")]
    [InlineData("fc00::1", "RFC 4193")]
    [InlineData("fdff:ffff::1", "RFC 4193")]
    [InlineData("fe80::1", "RFC 4291")]
    [InlineData("fe80::1%2", "RFC 4291")]
    [InlineData("febf::1", "RFC 4291")]
    [InlineData("fec0::1", "RFC 3879")]
    [InlineData("ff02::1", "RFC 4291")]
    [InlineData("4000::1", "RFC 4291")]
    [InlineData("1::1", "RFC 4291")]
    public void Each_special_range_is_known_by_its_document(string address, string source) =>
        SpecialAddresses.Find(IPAddress.Parse(address)).ShouldNotBeNull().Source.ShouldBe(source);

    [Theory]
    [InlineData("1.0.0.0")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2003::1")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00::1")]
    [InlineData("3ffe::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2a00:1450::5efe:8.8.8.8")]
    public void A_public_address_is_not_special(string address) =>
        SpecialAddresses.Find(IPAddress.Parse(address)).ShouldBeNull();

    public static TheoryData<string> Embeddings()
    {
        var rows = new TheoryData<string>();
        foreach (var inside in (string[])["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1"])
        {
            var bytes = IPAddress.Parse(inside).GetAddressBytes();
            var hex = $"{bytes[0]:x2}{bytes[1]:x2}:{bytes[2]:x2}{bytes[3]:x2}";
            var inverted = $"{(byte)~bytes[0]:x2}{(byte)~bytes[1]:x2}:{(byte)~bytes[2]:x2}{(byte)~bytes[3]:x2}";
            rows.Add($"::ffff:{hex}");
            rows.Add($"::{hex}");
            rows.Add($"::ffff:0:{hex}");
            rows.Add($"64:ff9b::{hex}");
            rows.Add($"64:ff9b:1::{hex}");
            rows.Add($"2002:{hex}::1");
            rows.Add($"2001:0:808:808:0:0:{inverted}");
            rows.Add($"2001:0:{hex}::1");
            rows.Add($"fe80::5efe:{hex}");
            rows.Add($"2a00:1450::5efe:{hex}");
            rows.Add($"2a00:1450::200:5efe:{hex}");
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Embeddings))]
    public void A_private_address_inside_an_IPv6_address_is_found(string address) =>
        SpecialAddresses.Find(IPAddress.Parse(address)).ShouldNotBeNull();
}

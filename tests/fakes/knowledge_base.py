"""The knowledge base of a small shop, in English and Indonesian."""

from frontdesk.domain.answering.article import Article

ENGLISH = (
    Article(
        id="refund",
        title="How do I get a refund?",
        body="Refunds go back to the card you paid with. They take five working days.",
        tags=("refund", "money"),
        examples=("I want my money back", "the refund has not arrived"),
    ),
    Article(
        id="delivery-time",
        title="How long does delivery take?",
        body="Parcels arrive within three days. Remote islands take up to two weeks.",
        tags=("delivery",),
        examples=("when will my order arrive",),
    ),
    Article(
        id="track-order",
        title="Where is my order?",
        body="Open **My orders** and choose [Track](https://shop.example/track) to see where the parcel is.",
        tags=("delivery", "tracking"),
        examples=("track my parcel",),
    ),
    Article(
        id="reset-password",
        title="How do I reset my password?",
        body="Choose “Forgot password” on the sign-in page. We send a link that is valid for an hour.",
        tags=("account",),
        examples=("I cannot remember my password",),
    ),
    Article(
        id="close-account",
        title="How do I close my account?",
        body="Write to us from the address you registered with. We delete everything within thirty days.",
        tags=("account",),
    ),
    Article(
        id="gift-card",
        title="Do you sell gift cards?",
        body="Gift cards are sold for 10, 25 and 50 dollars. They never expire.",
        tags=("gift card",),
    ),
    Article(
        id="opening-hours",
        title="When is the shop open?",
        body="We are open from nine to six on weekdays, and until noon on Saturdays.",
        tags=("opening hours",),
    ),
    Article(
        id="warranty",
        title="What does the warranty cover?",
        body="Defects in material are covered for two years. Scratches and broken screens are not.",
        tags=("warranty",),
    ),
)

INDONESIAN = (
    Article(
        id="pengembalian-dana",
        title="Bagaimana cara mendapatkan pengembalian dana?",
        body="Dana dikembalikan ke kartu yang dipakai membayar dalam lima hari kerja.",
        locale="id",
        examples=("uang saya belum kembali",),
    ),
    Article(
        id="lama-pengiriman",
        title="Berapa lama pengiriman barang?",
        body="Paket tiba dalam tiga hari. Pulau terpencil membutuhkan dua minggu.",
        locale="id",
        examples=("kapan pesanan saya sampai",),
    ),
    Article(
        id="lupa-kata-sandi",
        title="Saya lupa kata sandi",
        body="Pilih “Lupa kata sandi” di halaman masuk. Kami mengirim tautan yang berlaku satu jam.",
        locale="id-ID",
    ),
    Article(
        id="jam-buka",
        title="Jam berapa toko buka?",
        body="Toko buka dari jam sembilan sampai jam enam setiap hari kerja.",
        locale="id-ID",
    ),
)
